import { Global, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { Health } from './health.js';
import { stopTracing } from './tracing.js';

/** Provides the process's metrics registry (`Registry` of prom-client) and its {@link Health} to every module. */
@Global()
@Module({
  providers: [
    Health,
    {
      provide: Registry,
      useFactory: () => {
        const registry = new Registry();
        collectDefaultMetrics({ register: registry });
        return registry;
      },
    },
  ],
  exports: [Health, Registry],
})
export class ObservabilityModule implements OnApplicationShutdown {
  private readonly logger = new Logger(ObservabilityModule.name);

  async onApplicationShutdown(): Promise<void> {
    await stopTracing().catch((error: unknown) => this.logger.warn({ err: error }, 'The last spans could not be sent'));
  }
}
