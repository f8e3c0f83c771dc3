import { Module } from '@nestjs/common';
import { ObservabilityModule } from '@conferencing/observability';
import { HealthController } from './operations/health.controller.js';
import { MetricsController } from './operations/metrics.controller.js';
import { RootController } from './operations/root.controller.js';

/** The endpoints of every HTTP process: `/health`, `/health/live`, `/health/ready`, `/metrics`. */
@Module({
  imports: [ObservabilityModule],
  controllers: [HealthController, MetricsController],
})
export class OperationsModule {}

/** For a process that is an API: `/` redirects to its documentation. */
@Module({
  imports: [OperationsModule],
  controllers: [RootController],
})
export class HttpEdgeModule {}
