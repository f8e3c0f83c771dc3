import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { KafkaError } from './kafka.errors.js';

const ARGUMENTS = { error: check.shaped('a KafkaError', { code: check.text }), brokers: check.listOf('brokers') };

/** What an operator can do when no connection was made, in one line. @param brokers as the settings name them */
export function unreachedAdvice(error: KafkaError, brokers: readonly string[]): string {
  refuseWrongArguments('unreachedAdvice', { error, brokers }, ARGUMENTS);
  const where = brokers.join(', ');
  if (error.code === 'unauthorized') return `Kafka at ${where} refuses the login: correct the KAFKA_SASL_* settings.`;
  return `Kafka does not answer at ${where}: start it, or correct KAFKA_BROKERS.`;
}
