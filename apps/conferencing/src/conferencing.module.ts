import { DatabaseModule } from '@conferencing/database';
import { HttpEdgeModule } from '@conferencing/http-edge';
import { type DynamicModule, Module } from '@nestjs/common';
import type { ConferencingSettings } from './conferencing.config.js';
import { AccountsModule } from './edge/http/accounts/accounts.module.js';
import { AuthModule } from './edge/http/auth/auth.module.js';
import { MIGRATIONS } from './persistence/migrations/index.js';
import { SettingsModule } from './settings.module.js';

/**
 * Puts the app together. Each slice has a module of its own beside its edge (`edge/http/<slice>/<slice>.module.ts`)
 * that ties its controllers, handlers, ports and adapters; this list is the table of contents.
 */
@Module({})
export class ConferencingModule {
  static forRoot(settings: ConferencingSettings): DynamicModule {
    return {
      module: ConferencingModule,
      imports: [
        SettingsModule.forRoot(settings),
        HttpEdgeModule,
        DatabaseModule.forRoot({
          url: settings.DATABASE_URL,
          size: settings.DATABASE_POOL_SIZE,
          applicationName: 'conferencing',
          rows: [],
          migrations: MIGRATIONS,
        }),
        AuthModule,
        AccountsModule,
      ],
    };
  }
}
