import { useQueryClient } from '@tanstack/react-query';
import { type Dispatch, type SetStateAction, useCallback, useState } from 'react';
import { PAGE_SIZE, pairPage } from '../api/queries.js';
import type { PairFilters } from '../filters/pair-filters.js';
import { say, sayFault } from '../ui/toasts.js';
import { counted } from '../words/count.js';
import { add, type Selection } from './selection.js';

/** As many as a user can check before they change them all. */
export const SELECT_MAX = 5_000;

export interface SelectMany {
  /** Everything that matches the filters. */
  all: () => void;
  /** Every row between the two, both included. */
  between: (from: number, to: number) => void;
  loading: boolean;
}

/** Selects rows that were never in view too: they are loaded first. */
export function useSelectMany(filters: PairFilters, onSelect: Dispatch<SetStateAction<Selection>>): SelectMany {
  const client = useQueryClient();
  const [loading, setLoading] = useState(false);
  const load = useCallback(
    async (first: number, last: number) => {
      setLoading(true);
      try {
        for (let page = Math.floor(first / PAGE_SIZE) + 1; (page - 1) * PAGE_SIZE <= last; page += 1) {
          const { data, meta } = await client.fetchQuery(pairPage(filters, page));
          const before = (page - 1) * PAGE_SIZE;
          const wanted = data.slice(Math.max(0, first - before), last - before + 1);
          onSelect((now) => add(now, wanted));
          if (page >= meta.total_pages) return;
        }
        if (last - first + 1 >= SELECT_MAX)
          say(`The first ${counted(SELECT_MAX, 'assignment')} are selected. You can’t change more at once.`);
      } catch (error) {
        sayFault(error);
      } finally {
        setLoading(false);
      }
    },
    [client, filters, onSelect],
  );
  const all = useCallback(() => void load(0, SELECT_MAX - 1), [load]);
  const between = useCallback(
    (from: number, to: number) => {
      const first = Math.min(from, to);
      void load(first, Math.min(Math.max(from, to), first + SELECT_MAX - 1));
    },
    [load],
  );
  return { all, between, loading };
}
