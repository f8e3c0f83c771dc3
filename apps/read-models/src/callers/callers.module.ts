import { Database } from '@conferencing/database';
import { KafkaPort } from '@conferencing/messaging';
import { Health } from '@conferencing/observability';
import { Module } from '@nestjs/common';
import { CredentialFeed } from './credential-feed.js';
import { CredentialStore } from './credential-store.js';

function makeFeed(kafka: KafkaPort, store: CredentialStore, health: Health): CredentialFeed {
  const feed = new CredentialFeed(kafka, store);
  health.register('credentials', () => feed.checkHealth(), { needed: false });
  return feed;
}

/** Learns accounts, tokens and keys from their owner. */
@Module({
  providers: [
    { provide: CredentialStore, inject: [Database], useFactory: (database) => new CredentialStore(database) },
    { provide: CredentialFeed, inject: [KafkaPort, CredentialStore, Health], useFactory: makeFeed },
  ],
  exports: [CredentialStore],
})
export class CallersModule {}
