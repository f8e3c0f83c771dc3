import { DomainError } from '@conferencing/kernel';
import { KafkaError } from '@conferencing/messaging';
import { SettingsError } from '@conferencing/settings';
import type { DatabasePlace } from './database-place.js';

/** Says in one line what is wrong and what to do: nothing is to be added. */
export class AdvisedError extends Error {}

/** Where a database is, without its password. */
export function addressOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** What an operator can do about the error, in one line. */
export function advice(error: unknown, place?: DatabasePlace): string {
  if (error instanceof AdvisedError) return error.message;
  if (error instanceof SettingsError) return `Wrong settings: ${error.problems.join('; ')}`;
  if (error instanceof KafkaError) return ofKafka(error);
  const sqlState = first(error, ({ code }) => (typeof code === 'string' ? code : undefined));
  const known = sqlState === undefined ? undefined : ofDatabase(sqlState, error, place);
  if (known !== undefined) return known;
  if (error instanceof DomainError) return error.faults.map(({ detail }) => detail).join(' ');
  const message = error instanceof Error ? error.message : String(error);
  if (place !== undefined && /timeout|terminated/i.test(message)) return silent(place, message);
  return message.trim().replaceAll(/\s*\n\s*/g, '; ');
}

function ofKafka({ code, message }: KafkaError): string {
  if (code === 'unauthorized')
    return `Kafka refuses this to the login: give it the right, or use another (${message}).`;
  if (code === 'unknown_topic') return `A topic is missing (${message}): make the topics first (npm run topics).`;
  return `Kafka did not do it: ${message}. Try again when the brokers answer.`;
}

const NETWORK = /^(ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOST\w+|ENET\w+|ETIMEDOUT|EPIPE|08\w{3}|57P0\w)$/;

function ofDatabase(code: string, error: unknown, place: DatabasePlace | undefined): string | undefined {
  const app = place?.app ?? 'one of the apps';
  const message = first(error, (each) =>
    each.code === code && typeof each.message === 'string' ? each.message : undefined,
  );
  const where = place === undefined ? 'its address' : addressOf(place.url);
  const setting = place?.setting ?? 'the settings of the databases';
  if (NETWORK.test(code)) return silent(place, code);
  if (code.startsWith('28')) return `The database at ${where} refuses the login: correct ${setting} (${message}).`;
  if (code === '3D000') return `There is no database ${where}: create it and migrate it, or correct ${setting}.`;
  if (code === '42501') return `The login may not do this: use the login of the app (${message}).`;
  if (/^(42P01|42703|42883|3F000)$/.test(code)) {
    return `The tables of ${app} are not those of this version (${message}): run node dist/apps/<app>/src/migrate.js.`;
  }
  return undefined;
}

function silent(place: DatabasePlace | undefined, reason: string): string {
  if (place === undefined) return `A database stopped answering (${reason}): start it, and run this again.`;
  return `The database of ${place.app} does not answer at ${addressOf(place.url)} (${reason}): start it, or correct ${place.setting}.`;
}

interface ErrorLike {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** Of the error, what it gathers (a name with two addresses) and what it was caused by. */
function first<T>(error: unknown, look: (each: ErrorLike) => T | undefined): T | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { errors, cause } = error as ErrorLike;
  const gathered = Array.isArray(errors) ? errors : [];
  for (const each of [...gathered, cause]) {
    const found = first(each, look);
    if (found !== undefined) return found;
  }
  return error instanceof DomainError ? undefined : look(error);
}
