/**
 * - `connection`: no broker was reachable, or it closed the connection.
 * - `timeout`: the answer did not arrive in time.
 * - `unknown_topic`: the topic does not exist (yet).
 * - `not_enough_replicas`: fewer replicas are in sync than the topic requires.
 * - `producer_reset`: the broker lost or refused the producer's sequence; the next send uses a new producer.
 * - `record_too_large`: the broker will never accept it.
 * - `unauthorized`: credentials or permissions.
 * - `protocol`: any other answer of the broker.
 * - `closed`: used after `close()`.
 */
export type KafkaErrorCode =
  | 'connection'
  | 'timeout'
  | 'unknown_topic'
  | 'not_enough_replicas'
  | 'producer_reset'
  | 'record_too_large'
  | 'unauthorized'
  | 'protocol'
  | 'closed';

const RETRIABLE: ReadonlySet<KafkaErrorCode> = new Set([
  'connection',
  'timeout',
  'unknown_topic',
  'not_enough_replicas',
  'producer_reset',
]);

/** The only kind of error that leaves the port. */
export class KafkaError extends Error {
  /** Whether the same call may succeed later without any change. */
  readonly retriable: boolean;

  constructor(
    readonly code: KafkaErrorCode,
    message: string,
    options?: ErrorOptions & { retriable?: boolean },
  ) {
    super(message, options);
    this.name = 'KafkaError';
    this.retriable = options?.retriable ?? RETRIABLE.has(code);
  }
}
