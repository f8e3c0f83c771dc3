import { TOPICS, withoutUser } from '@conferencing/contracts';
import type { Database } from '@conferencing/database';
import { DomainError } from '@conferencing/kernel';
import { type KafkaPort, type KafkaRecord, readTopic } from '@conferencing/messaging';
import { lockAccount } from '../persistence/pairs/pg-unit-of-work.js';
import {
  COUNT_WAITING,
  FORGET_USER,
  LOST_KEYS_NAMING,
  PAIRS_SHOWING_USER,
  PUBLISH_WITHOUT_USER,
  REPLACE_LOST,
  USER_TO_FORGET,
  WAITING_KEYS_NAMING,
} from '../persistence/people/forget-user.sql.js';

export interface KnownUser {
  accountId: string;
  /** Whether there is still something of the person. */
  named: boolean;
  mappings: number;
  /** Webhooks of the person that are not applied yet. */
  webhooks: number;
  /** Connected accounts with the user's email: the one who connected them. */
  connections: string[];
}

interface KeyRow {
  key: string;
}

/**
 * Undefined for a user that this database does not have, as after their connection was deleted.
 *
 * @throws DomainError `conflict` for a user whom Zoom still has
 */
export async function findUser(database: Database, id: string): Promise<KnownUser | undefined> {
  const [found] = await database.query<KnownUser & { removed: boolean }>(USER_TO_FORGET, [id]);
  if (found === undefined || found.removed) return found;
  const detail = `Zoom still has ${id}, so the next sync would bring everything back: remove the user there and sync, or delete the connection.`;
  throw new DomainError('conflict', { code: 'conflict', detail });
}

/** Removes email, names and mappings. Returns the keys of the pairs that had shown them and were published anew. */
export async function forgetUser(database: Database, id: string, user: KnownUser | undefined, now: Date) {
  return await database.transaction(async (tx) => {
    if (user !== undefined) await lockAccount(tx, user.accountId);
    await tx.execute(FORGET_USER, [id, now]);
    const shown = (await tx.query<KeyRow>(PAIRS_SHOWING_USER, [id])).map(({ key }) => key);
    return (await tx.query<KeyRow>(PUBLISH_WITHOUT_USER, [id, shown, now, null])).map(({ key }) => key);
  });
}

/** Publishes these pairs without the user. Returns how many: keys that have ended are not published. */
export async function publishWithout(database: Database, id: string, keys: readonly string[], now: Date) {
  const published = await database.transaction(async (tx) => {
    for (const { key, payload } of await tx.query<KeyRow & { payload: string }>(LOST_KEYS_NAMING, [id])) {
      await tx.execute(REPLACE_LOST, [key, payload, withoutUser(payload, id)]);
    }
    return tx.query<KeyRow>(PUBLISH_WITHOUT_USER, [id, keys, now, null]);
  });
  return published.length;
}

/** Keys of the pairs that show the user now. */
export async function pairsShowing(database: Database, id: string): Promise<string[]> {
  return (await database.query<KeyRow>(PAIRS_SHOWING_USER, [id])).map(({ key }) => key);
}

/**
 * Keys whose last record, in the topic or on its way there, says the user's email or names, as what was before for
 * example.
 *
 * @param onRead how many records so far
 */
export async function keysSaying(database: Database, kafka: KafkaPort, id: string, onRead: (records: number) => void) {
  // First what waits: an event that is published meanwhile is found in the topic.
  const waiting = (await database.query<KeyRow>(WAITING_KEYS_NAMING, [id])).map(({ key }) => key);
  const saying = new Set<string>();
  let read = 0;
  let unreadable = 0;
  await readTopic(kafka, TOPICS.conferencingUpdated, {
    onUnreadable: (_, ranges) => (unreadable += ranges.length),
    onRecords: (records) => {
      for (const record of records) {
        if (says(record, id)) saying.add(String(record.key));
        else saying.delete(String(record.key));
      }
      onRead((read += records.length));
    },
  });
  return { keys: [...new Set([...waiting, ...saying])], unreadable };
}

/** How many events of these keys wait to be published. */
export async function waitingOf(database: Database, keys: readonly string[]): Promise<number> {
  return (await database.query<{ waiting: number }>(COUNT_WAITING, [keys]))[0]?.waiting ?? 0;
}

function says({ value }: KafkaRecord, id: string): boolean {
  if (value === null || !value.includes(id)) return false;
  const text = value.toString();
  return withoutUser(text, id) !== text;
}
