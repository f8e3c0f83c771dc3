import { Module } from '@nestjs/common';
import { ApplyDirectoryChangeHandler } from '../../application/apply-directory-change/apply-directory-change.handler.js';
import { WebhookUsers } from '../../domain/webhook-users.port.js';
import { WebhookInbox } from '../../domain/webhook-inbox.port.js';
import { PgWebhookUsers } from '../../persistence/directory/webhook-users.repository.js';
import { PgWebhookInbox } from '../../persistence/directory/webhook-inbox.repository.js';
import { PeriodicSync } from '../background/periodic-sync.js';
import { WebhookWorker } from '../background/webhook-worker.js';
import { ConnectedAccountsModule } from '../http/connected-accounts/connected-accounts.module.js';
import { ZoomWebhooksController } from './zoom-webhooks.controller.js';

/** How changes in the directories arrive without a request: by webhooks, and by a sync once in each interval. */
@Module({
  imports: [ConnectedAccountsModule],
  controllers: [ZoomWebhooksController],
  providers: [
    ApplyDirectoryChangeHandler,
    WebhookWorker,
    PeriodicSync,
    { provide: WebhookUsers, useClass: PgWebhookUsers },
    { provide: WebhookInbox, useClass: PgWebhookInbox },
  ],
})
export class WebhooksModule {}
