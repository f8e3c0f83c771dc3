import { randomBytes } from 'node:crypto';
import { migrateLibrary } from '@conferencing/postgres';
import type { Pool } from 'pg';
import { type AggregateHead, type AggregateHeads, fingerprint, OUTBOX_MIGRATIONS, SUPERSEDE } from '../src/index.js';

/** A small application that writes to an outbox: one row for each pair, and the last event of each pair beside it. */
const PAIRS_SCHEMA = `
CREATE TABLE pairs (
  key text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL,
  event_id text NOT NULL,
  payload text,
  occurred_at timestamptz NOT NULL
)`;

const INSERT_EVENT = `
INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at)
SELECT event_id, 'pair', key, 'pair.updated', version, payload, occurred_at FROM changed`;

const WRITE = `
WITH changed AS (
  INSERT INTO pairs AS p (key, version, event_id, payload, occurred_at)
  VALUES ($1, 1, $2, $3, clock_timestamp())
  ON CONFLICT (key) DO UPDATE SET version = p.version + 1, event_id = excluded.event_id, payload = excluded.payload,
    occurred_at = excluded.occurred_at
  RETURNING *
)
${INSERT_EVENT}`;

const REPUBLISH = `
WITH changed AS (SELECT * FROM pairs WHERE key = ANY ($1::text[]) FOR UPDATE)
${INSERT_EVENT}`;

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

/** The state of the pair as a new event above the version in the topic; $1 keys, $2 versions. */
const RECOVER = `
WITH changed AS (
  UPDATE pairs p SET version = greatest(p.version, lost.version) + 1,
    event_id = 'evt_' || right(gen_random_uuid()::text, 12), occurred_at = clock_timestamp()
  FROM unnest($1::text[], $2::bigint[]) AS lost (key, version) WHERE p.key = lost.key
  RETURNING p.*
)
${INSERT_EVENT}`;

const LOCK_OVERTAKEN = `
SELECT lost.aggregateid AS key, lost.version FROM outbox_lost_keys lost JOIN pairs p ON p.key = lost.aggregateid
ORDER BY 1 LIMIT $1 FOR UPDATE`;

/** $1 keys. One record is enough here: the end is the tombstone. */
const END_UNKNOWN = `
WITH ended AS (
  UPDATE outbox_lost_keys SET version = version + 1, payload = NULL,
    cleared_by = ARRAY['evt_' || right(gen_random_uuid()::text, 12)]
  WHERE aggregateid IN (SELECT aggregateid FROM outbox_lost_keys
    WHERE payload IS NOT NULL AND aggregateid = ANY ($1::text[])
      AND NOT EXISTS (SELECT FROM pairs WHERE key = aggregateid))
  RETURNING aggregateid, version, cleared_by
)
INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at)
SELECT cleared_by[1], 'pair', aggregateid, 'pair.updated', version, NULL, clock_timestamp() FROM ended`;

interface HeadRow {
  key: string;
  event_id: string;
  version: string;
  payload: string | null;
}

const HEAD_COLUMNS = 'key, version, payload, event_id';

export class Pairs implements AggregateHeads {
  constructor(private readonly pool: Pool) {}

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

  async heads(keys: readonly string[]): Promise<AggregateHead[]> {
    const { rows } = await this.pool.query<HeadRow>(`SELECT ${HEAD_COLUMNS} FROM pairs WHERE key = ANY ($1)`, [keys]);
    return rows.map(toHead);
  }

  async page(after: string | null, limit: number): Promise<AggregateHead[]> {
    const { rows } = await this.pool.query<HeadRow>(
      `SELECT ${HEAD_COLUMNS} FROM pairs WHERE $1::text IS NULL OR key > $1 ORDER BY key LIMIT $2`,
      [after, limit],
    );
    return rows.map(toHead);
  }

  async republish(keys: readonly string[]): Promise<number> {
    return (await this.pool.query(REPUBLISH, [keys])).rowCount ?? 0;
  }

  async recover(limit: number): Promise<number> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ key: string; version: string }>(LOCK_OVERTAKEN, [limit]);
      const keys = rows.map(({ key }) => key);
      await client.query(SUPERSEDE, [keys]);
      await client.query(RECOVER, [keys, rows.map(({ version }) => version)]);
      await client.query('COMMIT');
      return keys.length;
    } finally {
      client.release();
    }
  }

  async endUnknown(keys: readonly string[]): Promise<number> {
    return (await this.pool.query(END_UNKNOWN, [keys])).rowCount ?? 0;
  }

  async waiting(): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM outbox');
    return rows[0]?.count ?? 0;
  }
}

function newEventId(): string {
  return `evt_${randomBytes(6).toString('hex')}`;
}

function toHead({ key, version, payload, event_id }: HeadRow): AggregateHead {
  const tombstone = payload === null;
  const says = tombstone ? null : fingerprint(payload);
  return { key, version: Number(version), tombstone, fingerprint: says, ids: [event_id] };
}
