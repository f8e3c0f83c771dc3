import type { Tenant } from '../e2e/api/tenant.js';
import { inBrowser } from './harness/in-browser.js';
import { largeClinic } from './harness/large-clinic.js';
import { coldLoad, scrollThrough } from './harness/timing.js';

/** The limits are for a quiet machine; this one runs other tests too. */
const SLOWER = 5;

describe('a list of 5,000 assignments', () => {
  const { world, browser } = inBrowser();
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await largeClinic(world, 40, 125);
  });

  it('is there within a second of a cold load', async () => {
    const { shownAt, bytes } = await coldLoad(browser(), world, tenant, '/assignments');
    expect(shownAt).toBeLessThan(1_000 * SLOWER);
    expect(bytes).toBeLessThan(200_000);
  });

  it('scrolls without a task that holds the page up', async () => {
    const { longest } = await scrollThrough(browser(), world, tenant);
    expect(longest).toBeLessThan(50 * SLOWER);
  });
});
