import { useQueries } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { PAGE_SIZE, pairPage } from '../api/queries.js';
import type { Pair } from '../api/types.js';
import type { PairFilters } from '../filters/pair-filters.js';
import { pagesOf, type View, viewOf } from './pages-in-view.js';

export interface PairRows {
  /** Undefined until the first answer. */
  total: number | undefined;
  rowAt: (index: number) => Pair | undefined;
  /** What is shown belongs to the filters before. */
  old: boolean;
  error: Error | null;
  retry: () => void;
  /** Rows in view, and the row with the focus. */
  show: (first: number, last: number, focused: number) => void;
}

/** Loads what is in view of a long list, page by page, and keeps the rows before while new filters load. */
export function usePairPages(filters: PairFilters): PairRows {
  const [view, setView] = useState<View>({ from: 1, to: 1, focused: 1 });
  const total = useRef<number | undefined>(undefined);
  const before = useRef<{ total: number | undefined; rowAt: PairRows['rowAt'] }>(undefined);
  const pages = pagesOf(view, PAGE_SIZE, total.current ?? PAGE_SIZE);
  const results = useQueries({ queries: pages.map((page) => pairPage(filters, page)) });
  const show = useRef((first: number, last: number, focused: number) =>
    setView((now) => viewOf(now, first, last, focused, PAGE_SIZE)),
  ).current;
  const failed = results.find(({ error }) => error !== null);
  const common = {
    error: failed?.error ?? null,
    retry: () => void Promise.all(results.map((result) => result.refetch())),
    show,
  };
  const head = results[pages.indexOf(1)]?.data;
  if (head === undefined && before.current !== undefined && failed === undefined) {
    return { ...before.current, old: true, ...common };
  }
  total.current = head?.meta.total_count;
  const rowAt = (index: number) =>
    results[pages.indexOf(Math.floor(index / PAGE_SIZE) + 1)]?.data?.data[index % PAGE_SIZE];
  before.current = { total: total.current, rowAt };
  return { total: total.current, rowAt, old: false, ...common };
}
