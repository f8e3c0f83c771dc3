import { DatabaseModule } from '@conferencing/database';
import { HttpEdgeModule } from '@conferencing/http-edge';
import { processName } from '@conferencing/observability';
import { type DynamicModule, Module } from '@nestjs/common';
import type { ConferencingSettings } from './conferencing.config.js';
import { DirectoryModule } from './directory/directory.module.js';
import { zoomSettings } from './directory/zoom/zoom.config.js';
import { AccountsModule } from './edge/http/accounts/accounts.module.js';
import { AssignmentsModule } from './edge/http/assignments/assignments.module.js';
import { AuthModule } from './edge/http/auth/auth.module.js';
import { BatchesModule } from './edge/http/batches/batches.module.js';
import { CatalogModule } from './edge/http/catalog/catalog.module.js';
import { ConnectedAccountsModule } from './edge/http/connected-accounts/connected-accounts.module.js';
import { OAuthModule } from './edge/http/oauth/oauth.module.js';
import { PairListModule } from './edge/http/pair-list/pair-list.module.js';
import { CatalogConsumerModule } from './edge/kafka/catalog/catalog-consumer.module.js';
import { WebhooksModule } from './edge/webhook/webhooks.module.js';
import { CONFERENCING_SCHEMA } from './persistence/conferencing.schema.js';
import { FiguresModule } from './persistence/figures/figures.module.js';
import { PairsModule } from './persistence/pairs/pairs.module.js';
import { RetentionModule } from './persistence/retention/retention.module.js';
import { PublishingModule } from './publishing/publishing.module.js';
import { SettingsModule } from './settings.module.js';

/**
 * Composes the app. Each slice has a module beside its edge (`edge/http/<slice>/<slice>.module.ts`) that connects its
 * controllers, handlers, ports and adapters; this list is the table of contents.
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
          applicationName: processName('conferencing'),
          need: 'writes',
          schema: CONFERENCING_SCHEMA,
          newerSchema: settings.DATABASE_NEWER_SCHEMA,
        }),
        DirectoryModule.forRoot({ zoom: zoomSettings(settings), encryptionKeys: settings.TOKEN_ENCRYPTION_KEYS }),
        PublishingModule,
        PairsModule,
        AuthModule,
        AccountsModule,
        CatalogModule,
        ConnectedAccountsModule,
        OAuthModule,
        AssignmentsModule,
        PairListModule,
        BatchesModule,
        WebhooksModule,
        CatalogConsumerModule,
        FiguresModule,
        RetentionModule,
      ],
    };
  }
}
