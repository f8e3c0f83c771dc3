import type { ConnectionOptions } from 'node:tls';
import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { KafkaOptions } from '@nestjs/microservices';

type KafkaConnection = NonNullable<NonNullable<KafkaOptions['options']>['client']>;

/** How a query ended. */
export interface ObservedQuery {
  /** As in the pattern: `get`, `list`, `hosts`, `impact`, `history`, `changes`. */
  query: string;
  /** The status of the HTTP API; 200 when it was answered, 503 also when nobody answered. */
  status: number;
  /** All attempts and the pauses between them, in seconds. */
  seconds: number;
}

interface CallOptions {
  /** Limit of one attempt in milliseconds; the wait for a version comes on top. Default 2000. */
  timeoutMs?: number;
  /** Number of retries after a broken connection or a timeout; never after an answer. Default 2. */
  retries?: number;
  /** Called once for each query when it is over, for metrics. Must not throw. */
  onQuery?: (query: ObservedQuery) => void;
  /** True for the system's certificates, or options of `tls.connect`. */
  tls?: boolean | ConnectionOptions;
}

export interface TcpClientOptions extends CallOptions {
  transport: 'tcp';
  host: string;
  port: number;
  /** The `TCP_SECRET` of read-models; sent with each query, so use it with `tls`. */
  secret?: string;
}

export interface KafkaClientOptions extends CallOptions {
  transport: 'kafka';
  brokers: string[];
  /**
   * The calling service's own group: its processes share the partitions of the reply topics, with at least one for
   * each.
   */
  groupId: string;
  sasl?: KafkaConnection['sasl'];
}

export type ConferencingClientOptions = TcpClientOptions | KafkaClientOptions;

export const DEFAULT_TIMEOUT_MS = 2000;
export const DEFAULT_RETRIES = 2;

export const { ConfigurableModuleClass: ConfigurableClientModule, MODULE_OPTIONS_TOKEN: CLIENT_OPTIONS } =
  new ConfigurableModuleBuilder<ConferencingClientOptions>().build();
