import { Database } from '@conferencing/database';
import { type AggregateHead, type AggregateHeads, fingerprint } from '@conferencing/outbox';
import { Injectable } from '@nestjs/common';
import { HEADS_AFTER, HEADS_OF_KEYS, REPUBLISH } from './topic-heads.sql.js';

interface HeadRow {
  key: string;
  version: number;
  tombstone: boolean;
  account_id: string;
  host_state: string;
  occurred_at: string;
  resource: object | null;
}

/** What the last record of each pair's key has to be, for repair and reconciliation. */
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

  republish(keys: readonly string[]): Promise<number> {
    return this.database.execute(REPUBLISH, [keys]);
  }
}

function toHead({ key, version, tombstone, account_id, host_state, occurred_at, resource }: HeadRow): AggregateHead {
  const says = tombstone ? null : fingerprint(account_id, host_state, occurred_at, resource);
  return { key, version, tombstone, fingerprint: says };
}
