import { type DynamicModule, Module } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import { checkOptions, refuseNoFactory } from './check-options.js';
import {
  CLIENT_OPTIONS,
  type ConferencingClientOptions,
  ConfigurableClientModule,
} from './conferencing-client.config.js';
import { ConferencingClient } from './conferencing-client.js';
import { createQueryProxy } from './query-proxy.js';

/** `register(options)` or `registerAsync({ useFactory, inject })`; provides ConferencingClient. */
@Module({
  providers: [
    {
      provide: ClientProxy,
      useFactory: (options: ConferencingClientOptions) => createQueryProxy(options),
      inject: [CLIENT_OPTIONS],
    },
    ConferencingClient,
  ],
  exports: [ConferencingClient],
})
export class ConferencingClientModule extends ConfigurableClientModule {
  /** @throws Error that names every wrong option; with `registerAsync` the start of the application does */
  static override register(options: ConferencingClientOptions): DynamicModule {
    checkOptions(options);
    return super.register(options);
  }

  /** @throws TypeError when it does not say where the options come from */
  static override registerAsync(options: Parameters<typeof ConfigurableClientModule.registerAsync>[0]): DynamicModule {
    refuseNoFactory(options);
    return super.registerAsync(options);
  }
}
