import type { ConferencingUpdatedV1 } from '@conferencing/contracts';
import type { Queryable } from '@conferencing/database';
import type { PairHead, PairState } from '../pair-head.js';

interface HeadRow {
  key: string;
  version: number;
  account_id: string;
  event: string;
}

const HEADS = `
  SELECT key, newest.*
  FROM unnest($1::text[]) AS key
  CROSS JOIN LATERAL (
    SELECT version, account_id, event FROM projection.history
    WHERE service_id = split_part(key, '/', 1) AND provider_id = split_part(key, '/', 2)
    ORDER BY version DESC LIMIT 1
  ) AS newest`;

/** What the newest change in the history of each pair says. */
export class HistoryHeads {
  constructor(private readonly database: Queryable) {}

  /** A pair without any change is left out. */
  async heads(keys: readonly string[]): Promise<PairHead[]> {
    return (await this.database.query<HeadRow>(HEADS, [keys])).map(toHead);
  }
}

function toHead({ key, version, account_id, event }: HeadRow): PairHead {
  return { key, version, tombstone: null, state: stateOf(version, account_id, event) };
}

function stateOf(version: number, account_id: string, text: string): PairState | null {
  try {
    const event = JSON.parse(text) as ConferencingUpdatedV1;
    if (event.version !== version || event.account_id !== account_id) return null;
    const { host_state, occurred_at, data } = event;
    return { account_id, host_state, occurred_at, data };
  } catch {
    // Whatever somebody has made of the event.
    return null;
  }
}
