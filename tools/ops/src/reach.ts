import { type Database, type NewerSchema, refuseOtherSchema, SchemaError } from '@conferencing/database';
import { KafkaError, type KafkaPort, readTopic, unreachedAdvice } from '@conferencing/messaging';
import type { Pool } from 'pg';
import { advice, AdvisedError } from './advice.js';
import type { DatabasePlace } from './database-place.js';

/** A broker that has just started may need some seconds before it coordinates groups. */
const PROBE_STALL_MS = 10_000;

/** What a command does with a database. */
export type Access = 'read' | 'write';

/** $1 whether it is to be written. Tables of the app's own in which the login may not do that; `migrate` keeps the others. */
const CLOSED_TABLES = `
SELECT coalesce(string_agg(c.relname, ', ' ORDER BY c.relname), '') AS closed
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$)' AND c.relname !~ 'migrat'
  AND NOT (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AND (NOT $1 OR (
    has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))))`;

/**
 * Asks for everything that a command needs of a database before it changes anything.
 *
 * @throws AdvisedError in one line that says what to do
 */
export async function assertDatabase(pool: Pool, place: DatabasePlace, access: Access): Promise<void> {
  const { app, setting, url } = place;
  try {
    const writes = access === 'write';
    const { rows } = await pool.query<{ closed: string; read_only: string }>(
      `SELECT (${CLOSED_TABLES}) AS closed, current_setting('transaction_read_only') AS read_only`,
      [writes],
    );
    const [{ closed, read_only: readOnly } = { closed: '', read_only: 'off' }] = rows;
    if (writes && readOnly === 'on') {
      throw new AdvisedError(`The database of ${app} takes no writes: name its primary server in ${setting}.`);
    }
    if (closed === '') return;
    const may = writes ? 'change' : 'read';
    throw new AdvisedError(
      `${loginOf(url)} may not ${may} ${closed} of ${app}: use the login of ${app} in ${setting}.`,
    );
  } catch (error) {
    throw new AdvisedError(advice(error, place), { cause: error });
  }
}

/**
 * @returns what a later version has added; always empty unless that is accepted
 * @throws AdvisedError in one line that says what to do
 */
export async function assertSchemaOf(database: Database, place: DatabasePlace, newer: NewerSchema): Promise<string[]> {
  try {
    return await database.session((client) => refuseOtherSchema(client, place.schema, newer));
  } catch (error) {
    if (!(error instanceof SchemaError)) throw new AdvisedError(advice(error, place), { cause: error });
    throw new AdvisedError(error.message.replace('The database', `The database of ${place.app}`), { cause: error });
  }
}

/** @throws AdvisedError in one line that says what to do */
export async function assertKafka(kafka: KafkaPort, brokers: readonly string[]): Promise<void> {
  const admin = kafka.admin();
  try {
    await admin.connect();
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    throw new AdvisedError(unreachedAdvice(error, brokers), { cause: error });
  } finally {
    await admin.close().catch(() => undefined);
  }
}

/**
 * Reads the last record of the topic, as what follows reads all of them: a right that is lacking shows before anything is
 * changed.
 *
 * @throws AdvisedError or KafkaError
 */
export async function assertReadable(kafka: KafkaPort, topic: string): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const marks = await admin.watermarks(topic).finally(() => admin.close());
  const written = marks.find(({ low, high }) => high > low);
  const from = marks.map((mark) => ({ ...mark, topic, offset: mark === written ? mark.high - 1n : mark.high }));
  const nothing = () => undefined;
  try {
    await readTopic(kafka, topic, { from, onRecords: nothing, onUnreadable: nothing, stallMs: PROBE_STALL_MS });
  } catch (error) {
    // The client keeps to itself why no broker coordinates a group: most often the login may not read it.
    if (!(error instanceof KafkaError) || !/group coordinator/i.test(error.message)) throw error;
    const right = `the right to read groups that begin with ${topic}.reader. (docs/managed-servers.md)`;
    throw new AdvisedError(`Kafka gives the login no group to read ${topic} with: give it ${right}, or try again.`, {
      cause: error,
    });
  }
}

function loginOf(url: string): string {
  return `The login ${decodeURIComponent(new URL(url).username) || 'of the operating system'}`;
}
