import { Module } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
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
export class ConferencingClientModule extends ConfigurableClientModule {}
