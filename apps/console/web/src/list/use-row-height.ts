import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 759px)';

let height: number | undefined;

/** As high as list.css makes a row, in pixels. Asked for in each scroll step, so the page is measured only after a resize. */
function rowHeight(): number {
  height ??=
    Number.parseFloat(getComputedStyle(document.documentElement).fontSize) *
    (window.matchMedia(NARROW).matches ? 7 : 3.75);
  return height;
}

function subscribe(changed: () => void): () => void {
  const measure = () => {
    height = undefined;
    changed();
  };
  window.addEventListener('resize', measure);
  return () => window.removeEventListener('resize', measure);
}

/** Rows are placed before they are drawn. */
export const useRowHeight = (): number => useSyncExternalStore(subscribe, rowHeight);
