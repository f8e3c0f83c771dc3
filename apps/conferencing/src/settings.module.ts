import { Clock, SystemClock } from '@conferencing/kernel';
import { type DynamicModule, Module } from '@nestjs/common';
import { CONFERENCING_SETTINGS, type ConferencingSettings } from './conferencing.config.js';

/** Provides the settings and the clock. */
@Module({})
export class SettingsModule {
  static forRoot(settings: ConferencingSettings): DynamicModule {
    const providers = [
      { provide: CONFERENCING_SETTINGS, useValue: settings },
      { provide: Clock, useClass: SystemClock },
    ];
    return { module: SettingsModule, global: true, providers, exports: [CONFERENCING_SETTINGS, Clock] };
  }
}
