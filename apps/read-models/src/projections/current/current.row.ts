import type { HostState } from '@conferencing/contracts';

/** What is known of one pair; stays as a versioned mark after the pair was cleared or has left the catalog. */
export interface CurrentRow {
  /** Null when only a tombstone of the pair was ever seen. */
  account_id: string | null;
  service_id: string;
  provider_id: string;
  version: number;
  tombstone: boolean;
  host_state: HostState;
  connected_account_id: string | null;
  external_user_id: string | null;
  occurred_at: string;
  /** The answer of the single query as JSON text, ready to be sent; null while nothing is assigned. */
  body: string | null;
}
