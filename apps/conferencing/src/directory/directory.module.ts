import { Database } from '@conferencing/database';
import { Clock } from '@conferencing/kernel';
import { Health } from '@conferencing/observability';
import type { EncryptionKey } from '@conferencing/settings';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CredentialStore } from '../domain/credential-store.port.js';
import { DirectoryWebhooks } from '../domain/directory-webhooks.port.js';
import { ExternalDirectory } from '../domain/external-directory.port.js';
import { CredentialSealer } from '../persistence/credentials/credential-sealer.js';
import { PgCredentialStore } from '../persistence/credentials/credential-store.repository.js';
import { ZoomDirectory } from './zoom/zoom-directory.js';
import { ZoomReach } from './zoom/zoom-reach.js';
import { ZoomWebhooks } from './zoom/zoom-webhooks.js';
import type { ZoomSettings } from './zoom/zoom.config.js';

/**
 * Provides the external directory, the reader of its webhooks and its credential store to the whole app. Needs
 * `Database` and `Clock` from global modules.
 */
@Module({})
export class DirectoryModule {
  static forRoot(settings: { zoom: ZoomSettings; encryptionKeys: readonly EncryptionKey[] }): DynamicModule {
    return {
      module: DirectoryModule,
      global: true,
      providers: [
        { provide: CredentialSealer, useFactory: () => new CredentialSealer(settings.encryptionKeys) },
        {
          provide: CredentialStore,
          inject: [Database, CredentialSealer, Clock],
          useFactory: (database: Database, sealer: CredentialSealer, clock: Clock) =>
            new PgCredentialStore(database, sealer, clock),
        },
        {
          provide: ExternalDirectory,
          inject: [CredentialStore],
          useFactory: (store: CredentialStore) => new ZoomDirectory(settings.zoom, store),
        },
        { provide: ZoomReach, inject: [Health], useFactory: (health: Health) => makeReach(settings.zoom, health) },
        { provide: DirectoryWebhooks, useFactory: () => new ZoomWebhooks(settings.zoom.webhookSecret) },
      ],
      exports: [CredentialStore, CredentialSealer, DirectoryWebhooks, ExternalDirectory],
    };
  }
}

function makeReach({ apiUrl }: ZoomSettings, health: Health): ZoomReach {
  const reach = new ZoomReach(apiUrl);
  health.register('zoom', () => reach.check(), { needed: false });
  return reach;
}
