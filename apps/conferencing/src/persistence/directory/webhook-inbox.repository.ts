import { Database } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { DirectoryChange } from '../../domain/directory-change.js';
import { type WaitingChange, WebhookInbox } from '../../domain/webhook-inbox.port.js';
import { ADD_WEBHOOK, RETRY_WEBHOOK, SETTLE_WEBHOOK, TAKE_WEBHOOKS } from './webhook-inbox.sql.js';

type StoredChange = Omit<DirectoryChange, 'occurredAt'> & { occurredAt: string };

function toChange(stored: StoredChange): DirectoryChange {
  return { ...stored, occurredAt: new Date(stored.occurredAt) } as DirectoryChange;
}

@Injectable()
export class PgWebhookInbox extends WebhookInbox {
  constructor(private readonly database: Database) {
    super();
  }

  override async add(digest: Buffer, change: DirectoryChange, traceparent: string | null): Promise<void> {
    await this.database.execute(ADD_WEBHOOK, [digest, JSON.stringify(change), traceparent]);
  }

  override async take(limit: number): Promise<WaitingChange[]> {
    type Row = Omit<WaitingChange, 'change'> & { change: StoredChange };
    const rows = await this.database.query<Row>(TAKE_WEBHOOKS, [limit]);
    return rows.map((row) => ({ ...row, change: toChange(row.change) }));
  }

  override async settle(id: number): Promise<void> {
    await this.database.execute(SETTLE_WEBHOOK, [id]);
  }

  override async retryLater(id: number, seconds: number): Promise<void> {
    await this.database.execute(RETRY_WEBHOOK, [id, seconds]);
  }
}
