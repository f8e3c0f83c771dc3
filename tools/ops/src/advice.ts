import { databaseAdvice } from '@conferencing/database';
import { DomainError } from '@conferencing/kernel';
import { KafkaError } from '@conferencing/messaging';
import { SettingsError } from '@conferencing/settings';
import type { DatabasePlace } from './database-place.js';

/** Says in one line what is wrong and what to do: nothing is to be added. */
export class AdvisedError extends Error {}

/** What an operator can do about the error, in one line. */
export function advice(error: unknown, place?: DatabasePlace): string {
  if (error instanceof AdvisedError) return error.message;
  if (error instanceof SettingsError) return `Wrong settings: ${error.problems.join('; ')}`;
  if (error instanceof KafkaError) return ofKafka(error);
  const known = databaseAdvice(error, place && { ...place, name: `The database of ${place.app}` });
  if (known !== undefined) return known;
  if (error instanceof DomainError) return error.faults.map(({ detail }) => detail).join(' ');
  const message = error instanceof Error ? error.message : String(error);
  if (/^(42P01|42703|42883|3F000)$/.test(String((error as { code?: unknown } | null)?.code))) {
    const app = place?.app ?? 'one of the apps';
    return `The tables of ${app} are not those of this version (${message}): run node dist/apps/<app>/src/migrate.js.`;
  }
  return message.trim().replaceAll(/\s*\n\s*/g, '; ');
}

function ofKafka({ code, message }: KafkaError): string {
  if (code === 'unauthorized')
    return `Kafka refuses this to the login: give it the right, or use another (${message}).`;
  if (code === 'unknown_topic') return `A topic is missing (${message}): make the topics first (npm run topics).`;
  return `Kafka did not do it: ${message}. Try again when the brokers answer.`;
}
