import type { Queryable } from '@conferencing/database';
import type { PairHead, PairState } from '../pair-head.js';
import { toRow } from './current.mapper.js';
import type { CurrentRow } from './current.row.js';

type HeadRow = Omit<CurrentRow, 'occurred_at'> & { occurred_at: Date };

const COLUMNS = `account_id, service_id, provider_id, version, tombstone, host_state, connected_account_id,
    external_user_id, occurred_at, body`;

/** All identifiers of a kind have the same length, so the order of the columns is the order of the key. */
const PAGE = `
  SELECT ${COLUMNS}
  FROM projection.conferencing_current
  WHERE (service_id, provider_id) > ($1, $2)
  ORDER BY service_id, provider_id
  LIMIT $3`;

const HEADS = `
  SELECT ${COLUMNS}
  FROM unnest($1::text[]) AS key
  JOIN projection.conferencing_current
    ON service_id = split_part(key, '/', 1) AND provider_id = split_part(key, '/', 2)`;

/** What the current conferencing says of each pair. */
export class CurrentHeads {
  constructor(private readonly database: Queryable) {}

  async heads(keys: readonly string[]): Promise<PairHead[]> {
    return (await this.database.query<HeadRow>(HEADS, [keys])).map(toHead);
  }

  /** Up to `limit` heads of keys after the given one, in the order of their bytes; empty at the end. */
  async page(after: string | null, limit: number): Promise<PairHead[]> {
    const [serviceId = '', providerId = ''] = after?.split('/') ?? [];
    return (await this.database.query<HeadRow>(PAGE, [serviceId, providerId, limit])).map(toHead);
  }
}

function toHead(row: HeadRow): PairHead {
  const { service_id, provider_id, version } = row;
  const tombstone = row.tombstone && isMadeOf(row, null);
  return { key: `${service_id}/${provider_id}`, version, tombstone, state: tombstone ? null : stateOf(row) };
}

function stateOf(row: HeadRow): PairState | null {
  try {
    const state: PairState = {
      // Only a tombstone names no account, and the owner's state always one.
      account_id: row.account_id ?? '',
      host_state: row.host_state,
      occurred_at: row.occurred_at.toISOString(),
      data: row.body === null ? null : (JSON.parse(row.body) as Pick<PairState, 'data'>).data,
    };
    return isMadeOf(row, state) ? state : null;
  } catch {
    // The row was changed by hand.
    return null;
  }
}

/** Filters read the columns and clients the body: all of them have to be what one record makes. */
function isMadeOf({ service_id, provider_id, version, ...row }: HeadRow, state: PairState | null): boolean {
  const pair = { service_id, provider_id, version };
  const made = toRow(
    state === null ? { kind: 'tombstone', ...pair, occurred_at: '' } : { kind: 'event', ...pair, ...state },
  );
  return (
    made.host_state === row.host_state &&
    made.connected_account_id === row.connected_account_id &&
    made.external_user_id === row.external_user_id &&
    made.body === row.body
  );
}
