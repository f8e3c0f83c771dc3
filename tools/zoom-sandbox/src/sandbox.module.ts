import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Clock } from '@conferencing/kernel';
import { ControlController } from './edge/control.controller.js';
import { HealthController } from './edge/health.controller.js';
import { OAuthController } from './edge/oauth.controller.js';
import { UsersController } from './edge/users.controller.js';
import type { SandboxSettings } from './sandbox.config.js';
import { Zoom } from './zoom/zoom.js';

@Module({})
export class SandboxModule {
  static forRoot(settings: SandboxSettings, clock: Clock): DynamicModule {
    return {
      module: SandboxModule,
      controllers: [OAuthController, UsersController, ControlController, HealthController],
      providers: [{ provide: Zoom, useFactory: () => new Zoom(settings, clock) }],
    };
  }
}
