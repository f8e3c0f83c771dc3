import { Module } from '@nestjs/common';
import { ProjectionsModule } from '../../projections/projections.module.js';
import { ChangesController } from './changes.controller.js';
import { ConferencingListController } from './conferencing-list.controller.js';
import { HostsController } from './hosts.controller.js';
import { ImpactController } from './impact.controller.js';
import { PairConferencingController } from './pair-conferencing.controller.js';

/** The queries over HTTP. */
@Module({
  imports: [ProjectionsModule],
  controllers: [
    ChangesController,
    ConferencingListController,
    PairConferencingController,
    HostsController,
    ImpactController,
  ],
})
export class QueriesModule {}
