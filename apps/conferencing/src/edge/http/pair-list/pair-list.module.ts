import { Module } from '@nestjs/common';
import { PairList } from '../../../domain/pair-list.port.js';
import { PgPairList } from '../../../persistence/pair-list/pair-list.repository.js';
import { AttentionController } from './attention.controller.js';
import { ListPairsController } from './list-pairs.controller.js';
import { SummaryController } from './summary.controller.js';

/** The list of all pairs of an account, and its summary. */
@Module({
  controllers: [AttentionController, ListPairsController, SummaryController],
  providers: [{ provide: PairList, useClass: PgPairList }],
})
export class PairListModule {}
