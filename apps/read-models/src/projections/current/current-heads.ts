import type { Queryable } from '@conferencing/database';

/** How far a key is here; `tombstone` when the pair has left the catalog. */
export interface CurrentHead {
  /** `<service_id>/<provider_id>` */
  key: string;
  version: number;
  tombstone: boolean;
  account_id: string | null;
  host_state: string;
  /** The resource, undefined where the body has none; null while nothing is assigned. */
  data: unknown;
}

type HeadRow = Omit<CurrentHead, 'data'> & { body: string | null };

const COLUMNS = 'version, tombstone, account_id, host_state, body';

/** All identifiers of a kind have the same length, so the order of the columns is the order of the key. */
const PAGE = `
  SELECT service_id || '/' || provider_id AS key, ${COLUMNS}
  FROM projection.conferencing_current
  WHERE (service_id, provider_id) > ($1, $2)
  ORDER BY service_id, provider_id
  LIMIT $3`;

const HEADS = `
  SELECT key, ${COLUMNS}
  FROM unnest($1::text[]) AS key
  JOIN projection.conferencing_current
    ON service_id = split_part(key, '/', 1) AND provider_id = split_part(key, '/', 2)`;

/** $1 keys, $2 versions. What the row shows stays until the record comes. */
const EXPECT = `
  UPDATE projection.conferencing_current AS row
  SET version = wanted.version - 1, tombstone = false
  FROM unnest($1::text[], $2::bigint[]) AS wanted (key, version)
  WHERE row.service_id = split_part(wanted.key, '/', 1) AND row.provider_id = split_part(wanted.key, '/', 2)
    AND row.version >= wanted.version`;

/** What the read model has of each key, for whoever compares it with the owner's truth. */
export class CurrentHeads {
  constructor(private readonly database: Queryable) {}

  async heads(keys: readonly string[]): Promise<CurrentHead[]> {
    return (await this.database.query<HeadRow>(HEADS, [keys])).map(toHead);
  }

  /** Up to `limit` heads of keys after the given one, in the order of their bytes; empty at the end. */
  async page(after: string | null, limit: number): Promise<CurrentHead[]> {
    const [serviceId = '', providerId = ''] = after?.split('/') ?? [];
    return (await this.database.query<HeadRow>(PAGE, [serviceId, providerId, limit])).map(toHead);
  }

  /** Takes these versions of the keys once more, although they or later ones were here already. */
  async expect(heads: readonly Pick<CurrentHead, 'key' | 'version'>[]): Promise<void> {
    await this.database.execute(EXPECT, [heads.map(({ key }) => key), heads.map(({ version }) => version)]);
  }
}

function toHead({ body, ...head }: HeadRow): CurrentHead {
  return { ...head, data: body === null ? null : dataIn(body) };
}

/** Whatever somebody has made of the body. */
function dataIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { data?: unknown } | null)?.data;
  } catch {
    return undefined;
  }
}
