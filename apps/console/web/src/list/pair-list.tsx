import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import type { Pair } from '../api/types.js';
import type { PairFilters } from '../filters/pair-filters.js';
import { useSession } from '../session/use-session.js';
import { ListHeader } from './list-header.js';
import { PairRow, pairHref } from './pair-row.js';
import { keyOf, type Selection, toggle } from './selection.js';
import { useGridKeys } from './use-grid-keys.js';
import type { PairRows } from './use-pair-pages.js';
import { useRowHeight } from './use-row-height.js';
import '../styles/list.css';

interface Props {
  rows: PairRows;
  filters: PairFilters;
  onSort: (filters: PairFilters) => void;
  selection: Selection;
  onSelect: (change: (selection: Selection) => Selection) => void;
  /** Adds every row between the two, both included. */
  onExtend: (from: number, to: number) => void;
  onSelectAll: () => void;
}

/** Rows above and below the view that are in the document. */
const BESIDE = 8;

/** Thousands of rows, of which only those in view are in the document. */
export function PairList({ rows, filters, onSort, selection, onSelect, onExtend, onSelectAll }: Props) {
  const { actor } = useSession();
  const [, navigate] = useLocation();
  const scroller = useRef<HTMLDivElement>(null);
  const total = rows.total ?? 0;
  const rowHeight = useRowHeight();
  const anchor = useRef(0);
  const activeRef = useRef(0);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: BESIDE,
    // The row with the focus stays, however far the user scrolls.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), activeRef.current])].filter((i) => i < total),
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  const items = virtual.getVirtualItems();
  const { show, rowAt } = rows;
  const [first, last] = [virtual.range?.startIndex, virtual.range?.endIndex];
  const at = (index: number, act: (pair: Pair) => void) => {
    const pair = rowAt(index);
    if (pair) act(pair);
  };
  const { active, setActive, onKeyDown } = useGridKeys({
    total,
    scrollTo: (index) => focusRow(scroller.current, index, () => virtual.scrollToIndex(index)),
    open: (index) => at(index, (pair) => navigate(pairHref(pair))),
    toggle: (index) => at(index, (pair) => onSelect((now) => toggle(now, pair))),
    extend: onExtend,
    selectAll: onSelectAll,
    clear: () => onSelect(() => new Map()),
  });
  activeRef.current = active;
  useEffect(() => {
    // With the rows beside them, which are there when they come into view.
    if (first !== undefined && last !== undefined) show(first - BESIDE, last + BESIDE, active);
  }, [first, last, active, show]);
  const onToggle = useCallback(
    (pair: Pair, index: number, extend: boolean) => {
      if (extend) onExtend(anchor.current, index);
      else onSelect((now) => toggle(now, pair));
      anchor.current = index;
    },
    [onSelect, onExtend],
  );
  return (
    <div
      className="pair-list"
      ref={scroller}
      tabIndex={-1}
      role="grid"
      aria-label="Assignments"
      aria-rowcount={total + 1}
      aria-multiselectable
      aria-busy={rows.total === undefined || rows.old}
      data-old={rows.old ? '' : undefined}
      data-without={filters.service_id ? 'service' : filters.external_user_id ? 'host' : undefined}
      onKeyDown={onKeyDown}
    >
      <ListHeader filters={filters} onSort={onSort} />
      <div role="rowgroup" className="pair-rows" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const pair = rowAt(index);
          return pair === undefined ? (
            <RowToCome key={index} index={index} top={start} active={index === active} />
          ) : (
            <PairRow
              key={index}
              pair={pair}
              index={index}
              top={start}
              active={index === active}
              selected={selection.has(keyOf(pair))}
              self={actor}
              onToggle={onToggle}
              onFocus={setActive}
            />
          );
        })}
        {rows.total === undefined
          ? Array.from({ length: 12 }, (_, index) => (
              <RowToCome key={index} index={index} top={index * rowHeight} active={index === 0} />
            ))
          : null}
      </div>
    </div>
  );
}

function RowToCome({ index, top, active }: { index: number; top: number; active: boolean }) {
  return (
    <div
      role="row"
      className="pair-row"
      aria-rowindex={index + 2}
      data-index={index}
      tabIndex={active ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" className="pair-to-come">
        <span className="skeleton" aria-hidden />
        <span className="visually-hidden">Loading…</span>
      </span>
    </div>
  );
}

/** The row may have to be put into the document first. */
function focusRow(list: HTMLElement | null, index: number, reveal: () => void): void {
  reveal();
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      list?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }),
    ),
  );
}
