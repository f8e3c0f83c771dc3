import { useQueryClient } from '@tanstack/react-query';
import { type Dispatch, type SetStateAction, useState } from 'react';
import { PAGE_SIZE, pairPage } from '../api/queries.js';
import type { PairFilters } from '../filters/pair-filters.js';
import { asFault } from '../api/fault.js';
import { say } from '../ui/toasts.js';
import { counted } from '../words/count.js';
import { add, type Selection } from './selection.js';

/** As many as a user can check before they change them all. */
export const SELECT_MAX = 5_000;

export interface SelectAll {
  run: () => Promise<void>;
  loading: boolean;
}

/** Selects everything that matches the filters, also what was never in view. */
export function useSelectAll(filters: PairFilters, onSelect: Dispatch<SetStateAction<Selection>>): SelectAll {
  const client = useQueryClient();
  const [loading, setLoading] = useState(false);
  const run = async () => {
    setLoading(true);
    try {
      for (let page = 1; page * PAGE_SIZE <= SELECT_MAX; page += 1) {
        const { data, meta } = await client.fetchQuery(pairPage(filters, page));
        onSelect((now) => add(now, data));
        if (page >= meta.total_pages) return;
      }
      say(`The first ${counted(SELECT_MAX, 'assignment')} are selected: more can’t be changed at once.`);
    } catch (error) {
      say(asFault(error).message);
    } finally {
      setLoading(false);
    }
  };
  return { run, loading };
}
