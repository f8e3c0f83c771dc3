import { check, refuseWrongArguments } from '@conferencing/kernel';
import { inTransaction } from '@conferencing/postgres';
import type { Pool } from 'pg';
import type { AggregateHead, AggregateHeads } from '../aggregate-heads.port.js';
import { fingerprint } from '../reconcile/fingerprint.js';
import { SUPERSEDE } from '../recovery/recovery.sql.js';
import { type EventTable, refuseWrongTable } from './event-table.js';
import * as sql from './table-heads.sql.js';

interface HeadRow {
  key: string;
  version: number;
  eventId: string;
  payload: string | null;
}

/** The application's state for an application that keeps the last event of each key beside the row. */
export class TableHeads implements AggregateHeads {
  /** @throws TypeError that names the pool, or what is missing or unknown in `events` */
  constructor(
    protected readonly pool: Pool,
    private readonly events: EventTable,
  ) {
    refuseWrongArguments('TableHeads', { pool }, { pool: check.pool });
    refuseWrongTable(events);
  }

  async heads(keys: readonly string[]): Promise<AggregateHead[]> {
    return (await this.pool.query<HeadRow>(sql.headsOfKeys(this.events), [keys])).rows.map(toHead);
  }

  async page(after: string | null, limit: number): Promise<AggregateHead[]> {
    return (await this.pool.query<HeadRow>(sql.headsAfter(this.events), [after, limit])).rows.map(toHead);
  }

  async republish(keys: readonly string[]): Promise<number> {
    return (await this.pool.query(sql.republishEvents(this.events), [keys])).rowCount ?? 0;
  }

  recover(limit: number): Promise<number> {
    return inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<{ key: string; version: string }>(sql.lockOvertaken(this.events), [limit]);
      const keys = rows.map(({ key }) => key);
      await client.query(SUPERSEDE, [keys]);
      await client.query(sql.overtake(this.events), [keys, rows.map(({ version }) => version)]);
      return keys.length;
    });
  }

  async endUnknown(keys: readonly string[]): Promise<number> {
    return (await this.pool.query(sql.endUnknown(this.events), [keys])).rowCount ?? 0;
  }
}

function toHead({ key, version, eventId, payload }: HeadRow): AggregateHead {
  const tombstone = payload === null;
  return { key, version, tombstone, fingerprint: tombstone ? null : fingerprint(payload), ids: [eventId] };
}
