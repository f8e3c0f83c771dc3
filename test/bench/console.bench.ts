import type { Figure } from '../../libs/testing/src/figure.js';
import { launchChromium } from '../console/harness/chromium.js';
import { ConsoleWorld } from '../console/harness/console-world.js';
import { largeClinic } from '../console/harness/large-clinic.js';
import { coldLoad, scrollThrough } from '../console/harness/timing.js';
import { median } from './relay/median.js';

export const name = 'the console in Chromium, 5,000 assignments';

const ROUNDS = 5;
const LOADED_MS = 1_000;
const LOADED_BYTES = 200_000;
const TASK_MS = 50;
/** At 60 frames a second. */
const FRAME_MS = 16;

export async function run(): Promise<Figure[]> {
  const world = new ConsoleWorld();
  const [browser] = await Promise.all([launchChromium(), world.start()]);
  try {
    const tenant = await largeClinic(world, 40, 125);
    const figures: Figure[] = [];
    for (const path of ['/overview', '/assignments']) {
      const loads = [];
      for (let round = 0; round < ROUNDS; round += 1) loads.push(await coldLoad(browser, world, tenant, path));
      const shown = median(loads.map(({ shownAt }) => shownAt));
      figures.push({
        name: `${path}, cold load until it can be used, ms`,
        value: shown,
        target: { atMost: LOADED_MS },
      });
      const bytes = median(loads.map((load) => load.bytes));
      figures.push({ name: `${path}, bytes of the first load`, value: bytes, target: { atMost: LOADED_BYTES } });
    }
    const scrolls = [];
    for (let round = 0; round < ROUNDS; round += 1) scrolls.push(await scrollThrough(browser, world, tenant));
    const longest = median(scrolls.map((scroll) => scroll.longest));
    figures.push({ name: 'scrolling, longest task above 50 ms, ms', value: longest, target: { atMost: TASK_MS } });
    const cpu = median(scrolls.map(({ cpuOfStep }) => cpuOfStep));
    figures.push({ name: 'scrolling by 10 rows, main thread, ms', value: cpu, target: { atMost: FRAME_MS } });
    const tasks = median(scrolls.map(({ longTasks }) => longTasks.length));
    figures.push({ name: 'scrolling, tasks above 50 ms', value: tasks });
    return figures;
  } finally {
    await browser.close();
    await world.stop();
  }
}
