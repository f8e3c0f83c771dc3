import { accessible } from './browser/accessible.js';
import { inBrowser } from './harness/in-browser.js';
import { HUGE } from './harness/window.js';

describe('an administrator with a huge screen', () => {
  const { world, browser } = inBrowser();

  accessible(world, browser, [HUGE]);
});
