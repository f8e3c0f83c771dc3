import { Database } from '@conferencing/database';
import type { AggregateHead, AggregateHeads } from '@conferencing/outbox';
import { Injectable } from '@nestjs/common';
import { HEADS_AFTER, HEADS_OF_KEYS, REPUBLISH } from './topic-heads.sql.js';

/** What the last record of each pair's key has to be, for repair and reconciliation. */
@Injectable()
export class TopicHeads implements AggregateHeads {
  constructor(private readonly database: Database) {}

  heads(keys: readonly string[]): Promise<AggregateHead[]> {
    return this.database.query<AggregateHead>(HEADS_OF_KEYS, [keys]);
  }

  page(after: string | null, limit: number): Promise<AggregateHead[]> {
    const [service = '', provider = ''] = (after ?? '').split('/');
    return this.database.query<AggregateHead>(HEADS_AFTER, [service, provider, limit]);
  }

  republish(keys: readonly string[]): Promise<number> {
    return this.database.execute(REPUBLISH, [keys]);
  }
}
