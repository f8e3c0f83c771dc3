import { Global, Module } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { Health } from './health.js';

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
export class ObservabilityModule {}
