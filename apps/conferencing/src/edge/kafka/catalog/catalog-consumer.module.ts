import type { BatchContext } from '@conferencing/messaging';
import { Module } from '@nestjs/common';
import { ApplyCatalogRecordsHandler } from '../../../application/apply-catalog-records/apply-catalog-records.handler.js';
import { TakeOverIdsHandler } from '../../../application/take-over-ids/take-over-ids.handler.js';
import { JoinedTransaction } from '../../../domain/joined-transaction.port.js';
import { PgJoinedTransaction } from '../../../persistence/pairs/pg-joined-transaction.js';
import { CatalogModule } from '../../http/catalog/catalog.module.js';
import { CatalogConsumer } from './catalog.consumer.js';

/** The catalog over Kafka. */
@Module({
  imports: [CatalogModule],
  controllers: [CatalogConsumer],
  providers: [
    ApplyCatalogRecordsHandler,
    TakeOverIdsHandler,
    // The connection of a batch is what the adapter takes: the compiler compares the two types here.
    {
      provide: JoinedTransaction,
      useFactory: (): JoinedTransaction<BatchContext['client']> => new PgJoinedTransaction(),
    },
  ],
})
export class CatalogConsumerModule {}
