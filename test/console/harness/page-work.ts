import type { Page } from 'playwright-core';

export interface PageWork {
  /** Milliseconds of each task that held the page up for more than 50 ms. */
  longTasks: number[];
  /** What moved by itself, as Chromium scores it: the sum, and the elements that moved. */
  shift: number;
  shifted: string[];
  /** Milliseconds from the start of the navigation until the first row or tile with content; null: not yet. */
  shownAt: number | null;
  /** The most rows of the list that were in the document at once, and how many were put into it. */
  mostRows: number;
  rowsAdded: number;
  /** Changes of the document inside the list. */
  changes: number;
}

/** Runs in the page, before its own scripts. */
const RECORDER = `(() => {
  const work = { longTasks: [], shift: 0, shifted: [], shownAt: null, mostRows: 0, rowsAdded: 0, changes: 0 };
  window.pageWork = work;
  const observe = (type, take) => {
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  };
  observe('longtask', ({ duration }) => work.longTasks.push(Math.round(duration)));
  observe('layout-shift', ({ value, hadRecentInput, sources }) => {
    if (hadRecentInput) return;
    work.shift += value;
    for (const { node } of sources) {
      const at = node?.nodeType === 1 ? node : node?.parentElement;
      work.shifted.push(at ? at.tagName.toLowerCase() + '.' + at.className : 'gone');
    }
  });
  new MutationObserver((records) => {
    work.shownAt ??= document.querySelector('.pair-row a, .state-tile .numeric:not(:has(.skeleton))')
      ? performance.now() : null;
    const list = document.querySelector('.pair-rows');
    if (!list) return;
    for (const { target, addedNodes } of records) {
      if (!list.contains(target)) continue;
      work.changes += 1;
      for (const node of addedNodes) if (node.className === 'pair-row') work.rowsAdded += 1;
    }
    work.mostRows = Math.max(work.mostRows, list.childElementCount);
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
})()`;

/** Records what every page of this window does from its next navigation on. */
export async function recordWork(page: Page): Promise<void> {
  await page.addInitScript(RECORDER);
}

/** What the page has done since its navigation, or since the work was last taken. */
export async function takeWork(page: Page): Promise<PageWork> {
  // The observers are notified at the end of a frame.
  await frames(page, 2);
  return page.evaluate<PageWork>(`(() => {
    const { ...work } = window.pageWork;
    Object.assign(window.pageWork, { longTasks: [], shift: 0, shifted: [], mostRows: 0, rowsAdded: 0, changes: 0 });
    return work;
  })()`);
}

/** Waits until the browser has drawn that many frames. */
export async function frames(page: Page, count = 1): Promise<void> {
  const one = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))';
  for (let n = 0; n < count; n += 1) await page.evaluate(one);
}
