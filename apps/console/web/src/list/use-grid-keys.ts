import { type KeyboardEvent, useState } from 'react';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

interface Grid {
  total: number;
  scrollTo: (index: number) => void;
  open: (index: number) => void;
  toggle: (index: number) => void;
  /** Adds every row between the two, both included. */
  extend: (from: number, to: number) => void;
  selectAll: () => void;
  clear: () => void;
}

/** One row takes the focus; the arrows move it, space selects, shift extends, enter opens. */
export function useGridKeys(grid: Grid): {
  active: number;
  setActive: (index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const [active, setActive] = useState(0);
  const last = Math.max(0, grid.total - 1);
  const current = Math.min(active, last);
  const go = (index: number) => {
    setActive(index);
    grid.scrollTo(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const inControl = event.target instanceof HTMLElement && event.target.closest('[data-header], input, a') !== null;
    if (event.altKey || (inControl && ['Enter', ' '].includes(event.key)) || grid.total === 0) return;
    const target = targetOf(event.key, current, last);
    if (target !== undefined) {
      if (event.shiftKey) grid.extend(current, target);
      go(target);
    } else if (event.key === 'Enter') grid.open(current);
    else if (event.key === ' ') grid.toggle(current);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) grid.selectAll();
    else if (event.key === 'Escape') grid.clear();
    else return;
    event.preventDefault();
  };
  return { active: current, setActive, onKeyDown };
}

function targetOf(key: string, current: number, last: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const step = STEPS[key];
  return step === undefined ? undefined : Math.min(last, Math.max(0, current + step));
}
