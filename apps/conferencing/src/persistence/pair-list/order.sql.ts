import type { PairSort } from '../../domain/pair-list.port.js';
import type { Joined } from './filter.sql.js';

export interface OrderColumn {
  sql: string;
  type: 'text' | 'timestamptz';
}

/** One part of a list: the pairs that meet `where`, in the order of the columns, which name each pair once. */
export interface Part {
  where: string | null;
  /** The table that leads the order, where it isn't the pairs' own. */
  join: Joined | null;
  columns: OrderColumn[];
  /** How many of the columns stand in one index, so that reading can begin in the middle of it. */
  leading: number;
  descending: boolean;
}

const text = (sql: string): OrderColumn => ({ sql, type: 'text' });
const SERVICE = text('sp.service_id');
const PROVIDER = text('sp.provider_id');

const BY_IDS: Part = { where: null, join: null, columns: [SERVICE, PROVIDER], leading: 2, descending: false };

/** What has nothing to be sorted by comes last in either direction: it is a part of its own. */
export function partsOf(sort: PairSort | null): Part[] {
  if (sort === null) return [BY_IDS];
  const { descending } = sort;
  switch (sort.by) {
    case 'service':
      return [
        { where: null, join: 's', columns: [text('s.sort_name'), text('s.id'), PROVIDER], leading: 2, descending },
      ];
    case 'provider':
      return [
        {
          where: 'p.sort_name IS NOT NULL',
          join: 'p',
          columns: [text('p.sort_name'), text('p.id'), SERVICE],
          leading: 2,
          descending,
        },
        { ...BY_IDS, where: 'p.sort_name IS NULL', join: 'p' },
      ];
    case 'host': {
      const name = text(descending ? 'eu.sort_name_down' : 'eu.sort_name_up');
      return [
        {
          where: 'sp.external_user_id IS NOT NULL',
          join: 'eu',
          columns: [name, text('eu.id'), PROVIDER, SERVICE],
          leading: 2,
          descending,
        },
        { ...BY_IDS, where: 'sp.external_user_id IS NULL' },
      ];
    }
    case 'updated_at':
      return [
        {
          where: 'sp.occurred_at IS NOT NULL',
          join: null,
          columns: [{ sql: 'sp.occurred_at', type: 'timestamptz' }, SERVICE, PROVIDER],
          leading: 3,
          descending,
        },
        { ...BY_IDS, where: 'sp.occurred_at IS NULL' },
      ];
  }
}
