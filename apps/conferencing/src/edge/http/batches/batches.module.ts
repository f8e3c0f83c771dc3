import { Module } from '@nestjs/common';
import { HandOverHandler } from '../../../application/hand-over/hand-over.handler.js';
import { UndoBatchHandler } from '../../../application/undo-batch/undo-batch.handler.js';
import { ConnectedAccountsModule } from '../connected-accounts/connected-accounts.module.js';
import { HandOverController } from './hand-over.controller.js';
import { UndoBatchController } from './undo-batch.controller.js';

/**
 * Changes of many pairs over the whole account, over REST. Needs `PairBatches` and `UnitOfWork` from a global module.
 */
@Module({
  imports: [ConnectedAccountsModule],
  controllers: [HandOverController, UndoBatchController],
  providers: [HandOverHandler, UndoBatchHandler],
})
export class BatchesModule {}
