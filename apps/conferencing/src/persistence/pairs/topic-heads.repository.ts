import { Database } from '@conferencing/database';
import { type AggregateHead, type AggregateHeads, fingerprint, SUPERSEDE } from '@conferencing/outbox';
import { Injectable } from '@nestjs/common';
import { CLEAR_UNKNOWN, END_RECOVERED, END_UNKNOWN, LOCK_OVERTAKEN, RECOVER_PAIRS } from './recover-pairs.sql.js';
import { HEADS_AFTER, HEADS_OF_KEYS, REPUBLISH } from './topic-heads.sql.js';

interface HeadRow {
  key: string;
  version: number;
  tombstone: boolean;
  event_id: string;
  tombstone_id: string | null;
  account_id: string;
  host_state: string;
  occurred_at: string;
  resource: object | null;
}

interface OvertakenRow {
  key: string;
  version: number;
  shown: object | null;
  /** The pair has left the catalog. */
  ended: boolean;
}

/** The expected last record of each pair's key, for repair and reconciliation. */
@Injectable()
export class TopicHeads implements AggregateHeads {
  constructor(private readonly database: Database) {}

  async heads(keys: readonly string[]): Promise<AggregateHead[]> {
    return (await this.database.query<HeadRow>(HEADS_OF_KEYS, [keys])).map(toHead);
  }

  async page(after: string | null, limit: number): Promise<AggregateHead[]> {
    const [service = '', provider = ''] = (after ?? '').split('/');
    return (await this.database.query<HeadRow>(HEADS_AFTER, [service, provider, limit])).map(toHead);
  }

  async republish(keys: readonly string[]): Promise<number> {
    return (await this.database.query<{ keys: number }>(REPUBLISH, [keys]))[0]?.keys ?? 0;
  }

  recover(limit: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const overtaken = await tx.query<OvertakenRow>(LOCK_OVERTAKEN, [limit]);
      if (overtaken.length === 0) return 0;
      const keys = overtaken.map(({ key }) => key);
      const now = new Date();
      const versions = overtaken.map(({ version }) => version);
      const shown = overtaken.map((row) => JSON.stringify(row.shown));
      await tx.execute(SUPERSEDE, [keys]);
      await tx.execute(RECOVER_PAIRS, [keys, versions, shown, now, null]);
      await tx.execute(END_RECOVERED, [overtaken.filter(({ ended }) => ended).map(({ key }) => key), now]);
      return keys.length;
    });
  }

  endUnknown(keys: readonly string[]): Promise<number> {
    return this.database.transaction(async (tx) => {
      const now = new Date();
      const cleared = await tx.query<{ key: string }>(CLEAR_UNKNOWN, [keys, now]);
      await tx.execute(END_UNKNOWN, [cleared.map(({ key }) => key), now]);
      return cleared.length;
    });
  }
}

function toHead(row: HeadRow): AggregateHead {
  const { key, version, tombstone, account_id, host_state, occurred_at, resource } = row;
  const ids = row.tombstone_id === null ? [row.event_id] : [row.event_id, row.tombstone_id];
  const says = tombstone ? null : fingerprint(account_id, host_state, occurred_at, resource);
  return { key, version, tombstone, fingerprint: says, ids };
}
