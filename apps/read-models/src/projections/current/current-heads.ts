import type { Queryable } from '@conferencing/database';

/** How far a key is here; `tombstone` when the pair has left the catalog. */
export interface CurrentHead {
  /** `<service_id>/<provider_id>` */
  key: string;
  version: number;
  tombstone: boolean;
}

/** All identifiers of a kind have the same length, so the order of the columns is the order of the key. */
const PAGE = `
  SELECT service_id || '/' || provider_id AS key, version, tombstone
  FROM projection.conferencing_current
  WHERE (service_id, provider_id) > ($1, $2)
  ORDER BY service_id, provider_id
  LIMIT $3`;

const HEADS = `
  SELECT key, version, tombstone
  FROM unnest($1::text[]) AS key
  JOIN projection.conferencing_current
    ON service_id = split_part(key, '/', 1) AND provider_id = split_part(key, '/', 2)`;

/** What the read model has of each key, for whoever compares it with the owner's truth. */
export class CurrentHeads {
  constructor(private readonly database: Queryable) {}

  heads(keys: readonly string[]): Promise<CurrentHead[]> {
    return this.database.query<CurrentHead>(HEADS, [keys]);
  }

  /** Up to `limit` heads of keys after the given one, in the order of their bytes; empty at the end. */
  page(after: string | null, limit: number): Promise<CurrentHead[]> {
    const [serviceId = '', providerId = ''] = after?.split('/') ?? [];
    return this.database.query<CurrentHead>(PAGE, [serviceId, providerId, limit]);
  }
}
