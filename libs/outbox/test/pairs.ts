import { randomBytes } from 'node:crypto';
import { migrateLibrary } from '@conferencing/postgres';
import type { Pool } from 'pg';
import { type EventTable, insertEvents, OUTBOX_MIGRATIONS, TableHeads } from '../src/index.js';

/** A small application that writes to an outbox: one row for each pair, and the last event of each pair beside it. */
const PAIRS_SCHEMA = `
CREATE TABLE pairs (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  event_id text NOT NULL,
  payload text,
  occurred_at timestamptz NOT NULL
)`;

const EVENTS: EventTable = {
  table: 'pairs',
  key: 'key',
  version: 'version',
  eventId: 'event_id',
  occurredAt: 'occurred_at',
  newEventId: `'evt_' || right(gen_random_uuid()::text, 12)`,
  payload: 'payload',
  aggregateType: 'pair',
  eventType: 'pair.updated',
};

const WRITE = `
WITH changed AS (
  INSERT INTO pairs AS p (key, version, event_id, payload, occurred_at)
  VALUES ($1, 1, $2, $3, clock_timestamp())
  ON CONFLICT (key) DO UPDATE SET version = p.version + 1, event_id = excluded.event_id, payload = excluded.payload,
    occurred_at = excluded.occurred_at
  RETURNING *
)
${insertEvents(EVENTS, 'changed')}`;

/** $1 rows, $2 keys, $3 the rest of each body after its number: versions of every key in order, in one statement. */
const FILL = `
WITH numbered AS (
  SELECT 'k' || (n % $2::int) AS key, 1 + n / $2::int AS version, n FROM generate_series(0, $1::int - 1) AS n
), heads AS (
  INSERT INTO pairs (key, version, event_id, payload, occurred_at)
  SELECT key, max(version), 'evt_' || max(n), '{"n":' || max(n) || $3, clock_timestamp() FROM numbered GROUP BY key
)
INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at)
SELECT 'evt_' || n, 'pair', key, 'pair.updated', version, '{"n":' || n || $3, clock_timestamp() FROM numbered ORDER BY n`;

export class Pairs extends TableHeads {
  constructor(pool: Pool) {
    super(pool, EVENTS);
  }

  async migrate(): Promise<void> {
    await migrateLibrary(this.pool, OUTBOX_MIGRATIONS);
    await this.pool.query(PAIRS_SCHEMA);
  }

  /** Writes the next version of a pair and its event; null payload writes a tombstone. */
  async write(key: string, payload: string | null): Promise<void> {
    await this.pool.query({ name: 'write', text: WRITE, values: [key, newEventId(), payload] });
  }

  /** The same, but keeps the transaction open until `before` is done, and rolls back if it says so. */
  async writeSlowly(key: string, payload: string | null, before: () => Promise<'commit' | 'rollback'>): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(WRITE, [key, newEventId(), payload]);
      await client.query(await before());
    } finally {
      client.release();
    }
  }

  /** Writes `rows` events of `keys` pairs at once: a backlog. Bodies are `{"n":<number>` and `rest`. */
  async fill(rows: number, keys: number, rest: string): Promise<void> {
    await this.pool.query({ text: FILL, values: [rows, keys, rest] });
  }

  async waiting(): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM outbox');
    return rows[0]?.count ?? 0;
  }
}

function newEventId(): string {
  return `evt_${randomBytes(6).toString('hex')}`;
}
