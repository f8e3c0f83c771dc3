import { KafkaError } from '../kafka/kafka.errors.js';
import type { KafkaErrorCode } from '../kafka/kafka.errors.js';

interface KafkajsErrorLike extends Error {
  type?: string;
  retriable?: boolean;
  cause?: unknown;
  /** Of what failed for several topics. */
  errors?: unknown[];
}

const BY_TYPE: Record<string, KafkaErrorCode> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'unknown_topic',
  NOT_ENOUGH_REPLICAS: 'not_enough_replicas',
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 'not_enough_replicas',
  OUT_OF_ORDER_SEQUENCE_NUMBER: 'producer_reset',
  DUPLICATE_SEQUENCE_NUMBER: 'producer_reset',
  UNKNOWN_PRODUCER_ID: 'producer_reset',
  INVALID_PRODUCER_EPOCH: 'producer_reset',
  INVALID_PRODUCER_ID_MAPPING: 'producer_reset',
  MESSAGE_TOO_LARGE: 'record_too_large',
  RECORD_LIST_TOO_LARGE: 'record_too_large',
  TOPIC_AUTHORIZATION_FAILED: 'unauthorized',
  GROUP_AUTHORIZATION_FAILED: 'unauthorized',
  CLUSTER_AUTHORIZATION_FAILED: 'unauthorized',
  REQUEST_TIMED_OUT: 'timeout',
};

const BY_NAME: Record<string, KafkaErrorCode> = {
  KafkaJSConnectionError: 'connection',
  KafkaJSConnectionClosedError: 'connection',
  KafkaJSBrokerNotFound: 'connection',
  KafkaJSNoBrokerAvailableError: 'connection',
  KafkaJSRequestTimeoutError: 'timeout',
  KafkaJSLockTimeout: 'timeout',
  KafkaJSSASLAuthenticationError: 'unauthorized',
  KafkaJSMetadataNotLoaded: 'unknown_topic',
  KafkaJSTopicMetadataNotLoaded: 'unknown_topic',
};

function causes(error: unknown): KafkajsErrorLike[] {
  const chain: KafkajsErrorLike[] = [];
  for (let current = error; current instanceof Error && !chain.includes(current);) {
    chain.push(current);
    const { cause, errors } = current as KafkajsErrorLike;
    current = cause ?? errors?.[0];
  }
  return chain;
}

/** Turns an error of kafkajs, at any depth, into an error of the port. */
export function toKafkaError(error: unknown): KafkaError {
  const chain = causes(error);
  for (const link of chain.toReversed()) {
    const { type, name, message } = link;
    // Thrown by what kafkajs has called, such as the source of tokens, and wrapped on its way.
    if (link instanceof KafkaError) return link;
    const code = (type !== undefined && BY_TYPE[type]) || BY_NAME[name];
    if (code) return new KafkaError(code, message, { cause: error });
  }
  const root = chain.at(-1);
  return new KafkaError('protocol', root?.message ?? String(error), {
    cause: error,
    retriable: root?.retriable === true,
  });
}
