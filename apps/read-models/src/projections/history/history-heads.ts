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

/** $1 service and $2 provider of the last one seen ('' at first), $3 how many. */
const NEWEST = `
  SELECT DISTINCT ON (service_id, provider_id)
    service_id || '/' || provider_id AS key, version, event::jsonb ->> 'id' AS id, event AS payload
  FROM projection.history
  WHERE (service_id, provider_id) > ($1, $2)
  ORDER BY service_id, provider_id, version DESC
  LIMIT $3`;

/** The newest change of a pair, as it was published. */
export interface NewestChange {
  key: string;
  version: number;
  id: string;
  payload: string;
}

/** What the newest change in the history of each pair says. */
export class HistoryHeads {
  constructor(private readonly database: Queryable) {}

  /** A pair without any change is left out. */
  async heads(keys: readonly string[]): Promise<PairHead[]> {
    return (await this.database.query<HeadRow>(HEADS, [keys])).map(toHead);
  }

  /** Up to `limit` pairs after the given one, in the order of their bytes; empty at the end. */
  newest(after: string | null, limit: number): Promise<NewestChange[]> {
    const [serviceId = '', providerId = ''] = after?.split('/') ?? [];
    return this.database.query<NewestChange>(NEWEST, [serviceId, providerId, limit]);
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
    // The event was changed by hand.
    return null;
  }
}
