import type { PairSort } from '../../domain/pair-list.port.js';
import type { Joined } from './filter.sql.js';

interface OrderColumn {
  sql: string;
  type: 'text' | 'timestamptz';
}

/** One part of a list: the pairs that meet `where`, in the order of the columns, which name each pair once. */
export interface Part {
  where: string | null;
  /** The condition that limits the part to the account $1. */
  of: string;
  /** The table that leads the order, if it is not the table of pairs. */
  join: Joined | null;
  columns: OrderColumn[];
  /** The number of columns that are in one index, so that reading can start in the middle of it. */
  leading: number;
  descending: boolean;
  /** False: the pairs are sorted for each query. An index on the time of a change would double the cost of a rename. */
  indexed: boolean;
}

const text = (sql: string): OrderColumn => ({ sql, type: 'text' });
const SERVICE = text('sp.service_id');
const PROVIDER = text('sp.provider_id');

export const OF_ACCOUNT = 'sp.account_id = $1 AND sp.in_catalog AND sp.service_live';

/** Only a pair of the catalog has a host (a table constraint): with no further condition, an index alone answers. */
const HOSTED_IN_ACCOUNT = 'eu.account_id = $1 AND sp.external_user_id IS NOT NULL';

const BY_IDS: Part = {
  where: null,
  of: OF_ACCOUNT,
  join: null,
  columns: [SERVICE, PROVIDER],
  leading: 2,
  descending: false,
  indexed: true,
};

/** Pairs without the sorted value come last in both directions: they are a part of their own. */
export function partsOf(sort: PairSort | null): Part[] {
  if (sort === null) return [BY_IDS];
  const ordered = { ...BY_IDS, descending: sort.descending };
  switch (sort.by) {
    case 'service':
      return [{ ...ordered, join: 's', columns: [text('s.sort_name'), text('s.id'), PROVIDER] }];
    case 'provider':
      return [
        {
          ...ordered,
          where: 'p.sort_name IS NOT NULL',
          join: 'p',
          columns: [text('p.sort_name'), text('p.id'), SERVICE],
        },
        { ...BY_IDS, where: 'p.sort_name IS NULL', join: 'p' },
      ];
    case 'host': {
      const name = text(sort.descending ? 'eu.sort_name_down' : 'eu.sort_name_up');
      return [
        { ...ordered, of: HOSTED_IN_ACCOUNT, join: 'eu', columns: [name, text('eu.id'), PROVIDER, SERVICE] },
        { ...BY_IDS, where: 'sp.external_user_id IS NULL' },
      ];
    }
    case 'updated_at':
      return [
        {
          ...ordered,
          where: 'sp.occurred_at IS NOT NULL',
          columns: [{ sql: 'sp.occurred_at', type: 'timestamptz' }, SERVICE, PROVIDER],
          leading: 3,
          indexed: false,
        },
        { ...BY_IDS, where: 'sp.occurred_at IS NULL' },
      ];
  }
}
