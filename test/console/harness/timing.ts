import type { Browser } from 'playwright-core';
import type { Tenant } from '../../e2e/api/tenant.js';
import type { ConsoleWorld } from './console-world.js';
import { frames, recordWork, takeWork } from './page-work.js';
import { Window } from './window.js';

interface ColdLoad {
  /** Milliseconds from the start of the navigation until the first content is there and can be used. */
  shownAt: number;
  /** As they came over the network, compressed: the document, scripts, styles and typefaces. */
  bytes: number;
  longTasks: number[];
  shift: number;
}

/** Opens a page in a browser that has never been here, with a session that exists already. */
export async function coldLoad(browser: Browser, world: ConsoleWorld, tenant: Tenant, path: string): Promise<ColdLoad> {
  const [before, window] = [await Window.open(browser, world.url), await Window.open(browser, world.url)];
  try {
    await before.signIn(tenant.token);
    const { page, context } = window;
    await context.addCookies(await before.context.cookies());
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const assets = new Set<string>();
    let bytes = 0;
    session.on('Network.requestWillBeSent', ({ requestId, type }) => {
      if (['Document', 'Script', 'Stylesheet', 'Font', 'Image'].includes(type ?? '')) assets.add(requestId);
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (assets.has(requestId)) bytes += encodedDataLength;
    });
    await recordWork(page);
    await page.goto(path);
    await window.settled();
    await frames(page, 5);
    const { shownAt, longTasks, shift } = await takeWork(page);
    if (shownAt === null) throw new Error(`${path} shows nothing`);
    return { shownAt, bytes, longTasks, shift };
  } finally {
    await Promise.all([before.close(), window.close()]);
  }
}

interface Scrolled {
  /** Milliseconds of the longest task; 0 when none was longer than 50. */
  longest: number;
  longTasks: number[];
  /** Milliseconds of the main thread for one step by wheel, whatever else the machine does meanwhile. */
  cpuOfStep: number;
}

const STEPS = 80;

/** @returns a function that reads how many milliseconds the main thread of the page has worked since */
async function mainThread({ context, page }: Window): Promise<() => Promise<number>> {
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
}

/** By wheel through some hundred rows, in jumps as with the scroll bar, and by keyboard from end to end. */
export async function scrollThrough(browser: Browser, world: ConsoleWorld, tenant: Tenant): Promise<Scrolled> {
  const window = await Window.open(browser, world.url);
  try {
    const { page } = window;
    await recordWork(page);
    await window.signIn(tenant.token);
    await page.goto('/assignments?sort=provider');
    await window.settled();
    await takeWork(page);
    await page.mouse.move(700, 500);
    const worked = await mainThread(window);
    const before = await worked();
    for (let step = 0; step < STEPS; step += 1) {
      await page.mouse.wheel(0, 600);
      await frames(page);
    }
    const cpuOfStep = ((await worked()) - before) / STEPS;
    for (let jump = 0; jump <= 40; jump += 1) {
      await page.evaluate(`(() => {
        const list = document.querySelector('.pair-list');
        list.scrollTop = (list.scrollHeight * ${(jump * 17) % 41}) / 41;
      })()`);
      await frames(page, 2);
    }
    await page.getByRole('row').nth(2).focus();
    for (const key of ['End', 'Home', ...Array<string>(20).fill('PageDown'), ...Array<string>(30).fill('ArrowDown')]) {
      await page.keyboard.press(key);
      await frames(page);
    }
    await window.settled();
    const { longTasks } = await takeWork(page);
    return { longest: Math.max(0, ...longTasks), longTasks, cpuOfStep };
  } finally {
    await window.close();
  }
}
