import { type DynamicModule, Module } from '@nestjs/common';
import { READ_MODELS_SETTINGS, type ReadModelsSettings } from './read-models.config.js';

/** What everything else is given from outside. */
@Module({})
export class SettingsModule {
  static forRoot(settings: ReadModelsSettings): DynamicModule {
    const providers = [{ provide: READ_MODELS_SETTINGS, useValue: settings }];
    return { module: SettingsModule, global: true, providers, exports: [READ_MODELS_SETTINGS] };
  }
}
