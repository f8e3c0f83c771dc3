import { Module } from '@nestjs/common';
import { VisibilityModule } from '../visibility/visibility.module.js';
import { CurrentQuery } from './current/current.query.js';
import { ChangesQuery } from './history/changes.query.js';
import { HistoryFill } from './history/history-fill.js';
import { HistoryQuery } from './history/history.query.js';
import { HostsQuery } from './hosts/hosts.query.js';
import { ImpactQuery } from './impact/impact.query.js';

const QUERIES = [CurrentQuery, HostsQuery, ImpactQuery, HistoryQuery, ChangesQuery];

/** The queries of all projections, and what looks after their tables. */
@Module({
  imports: [VisibilityModule],
  providers: [...QUERIES, HistoryFill],
  exports: QUERIES,
})
export class ProjectionsModule {}
