import type { KafkaError } from './kafka.errors.js';

/** What an operator can do when no connection was made, in one line. @param brokers as the settings name them */
export function unreachedAdvice({ code }: KafkaError, brokers: readonly string[]): string {
  const where = brokers.join(', ');
  if (code === 'unauthorized') return `Kafka at ${where} refuses the login: correct the KAFKA_SASL_* settings.`;
  return `Kafka does not answer at ${where}: start it, or correct KAFKA_BROKERS.`;
}
