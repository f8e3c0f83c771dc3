import { Module } from '@nestjs/common';
import { ApplyCatalogRecords } from '../../../application/apply-catalog-records/apply-catalog-records.handler.js';
import { TakeOverIds } from '../../../application/take-over-ids/take-over-ids.handler.js';
import { JoinedTransaction } from '../../../domain/joined-transaction.port.js';
import { PgJoinedTransaction } from '../../../persistence/pairs/pg-joined-transaction.js';
import { CatalogModule } from '../../http/catalog/catalog.module.js';
import { CatalogConsumer } from './catalog.consumer.js';

/** The catalog over Kafka. */
@Module({
  imports: [CatalogModule],
  controllers: [CatalogConsumer],
  providers: [ApplyCatalogRecords, TakeOverIds, { provide: JoinedTransaction, useClass: PgJoinedTransaction }],
})
export class CatalogConsumerModule {}
