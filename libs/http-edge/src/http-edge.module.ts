import { Module } from '@nestjs/common';
import { ObservabilityModule } from '@conferencing/observability';
import { HealthController } from './operations/health.controller.js';
import { MetricsController } from './operations/metrics.controller.js';

/** What every HTTP process answers, whatever it is for: `/health/live`, `/health/ready`, `/metrics`. */
@Module({
  imports: [ObservabilityModule],
  controllers: [HealthController, MetricsController],
})
export class HttpEdgeModule {}
