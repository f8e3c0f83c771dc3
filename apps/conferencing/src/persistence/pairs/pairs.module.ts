import { Global, Module } from '@nestjs/common';
import { Assignments } from '../../domain/assignments.port.js';
import { PairBatches } from '../../domain/pair-batches.port.js';
import { PairFanOut } from '../../domain/pair-fan-out.port.js';
import { UnitOfWork } from '../../domain/unit-of-work.port.js';
import { PgAssignments } from './assignments.repository.js';
import { PgPairBatches } from './pair-batches.repository.js';
import { PgPairFanOut } from './pair-fan-out.repository.js';
import { PgUnitOfWork } from './pg-unit-of-work.js';

/** The pairs and their changes, one at a time or many at once. Every slice may have to change them. */
@Global()
@Module({
  providers: [
    { provide: UnitOfWork, useClass: PgUnitOfWork },
    { provide: PairFanOut, useClass: PgPairFanOut },
    { provide: PairBatches, useClass: PgPairBatches },
    { provide: Assignments, useClass: PgAssignments },
  ],
  exports: [UnitOfWork, PairFanOut, PairBatches, Assignments],
})
export class PairsModule {}
