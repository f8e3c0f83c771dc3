import { eventually, startApp } from '@conferencing/testing';
import type { Pair } from '../../e2e/api/tenant.js';
import { subscribe } from '../../e2e/read-models/sse.js';
import { assign, pairsOf, type Staff, staffOf } from '../../e2e/read-models/staff.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { HttpBrowser } from '../harness/http-browser.js';

const STREAM = '/api/stream';

/** What happens elsewhere, as the page hears of it. */
export function streams(world: ConsoleWorld): void {
  let staff: Staff;
  let pair: Pair;

  beforeAll(async () => {
    staff = await staffOf(await world.tenant());
    [pair] = (await pairsOf(staff.tenant, 1, 1)) as [Pair];
  });

  const signedIn = async (token = staff.tenant.token) => {
    const browser = new HttpBrowser(world.url);
    await browser.signIn(token);
    return browser;
  };

  it('brings changes, resumes without a gap, and takes filters', async () => {
    const { cookie } = await signedIn();
    const first = await subscribe(`${world.url}${STREAM}`, { cookie });
    expect([first.status, first.contentType]).toEqual([200, expect.stringMatching(/^text\/event-stream/)]);
    await assign(staff, pair, staff.anna);
    const [event] = await first.received(1);
    expect(event!.data).toMatchObject({ change: 'assigned', account_id: staff.tenant.accountId });
    first.close();
    await assign(staff, pair, staff.ben);
    const resumed = await subscribe(`${world.url}${STREAM}`, { cookie, 'last-event-id': event!.id });
    expect((await resumed.received(1))[0]!.data).toMatchObject({ change: 'reassigned', version: 2 });
    resumed.close();
    const odd = await subscribe(`${world.url}${STREAM}?odd=1`, { cookie });
    await eventually(() => odd.ended);
    expect([odd.status, odd.text]).toEqual([422, expect.stringContaining('"invalid"')]);
    const wrong = await subscribe(`${world.url}${STREAM}`, { cookie, 'last-event-id': 'odd' });
    expect(wrong.status).toBe(400);
  });

  it('ends when its token is revoked, and no further one begins', async () => {
    const path = `/v1/accounts/${staff.tenant.accountId}/tokens`;
    const { data } = await world.platform.post(path, { name: 'short' });
    const { cookie } = await signedIn(data.token);
    const stream = await subscribe(`${world.url}${STREAM}`, { cookie });
    await world.platform.delete(`${path}/${data.id}`);
    await eventually(() => stream.ended, { timeoutMs: 15_000 });
    await eventually(async () => {
      const another = await subscribe(`${world.url}${STREAM}`, { cookie });
      another.close();
      return another.status === 401;
    });
  });

  it('of a reader who goes away is closed behind the console too', async () => {
    const { cookie } = await signedIn();
    const streamsOpen = async () => {
      const { text } = await new HttpBrowser(world.system.readModels.url).get('/metrics');
      return Number(/^read_models_streams (\d+)/m.exec(text)?.[1]);
    };
    await eventually(async () => (await streamsOpen()) === 0);
    const stream = await subscribe(`${world.url}${STREAM}`, { cookie });
    await eventually(async () => (await streamsOpen()) === 1);
    stream.close();
    await eventually(async () => (await streamsOpen()) === 0);
  });

  it('ends with the process, which waits for nobody', async () => {
    const console = await startApp('console', { ...world.consoleSettings, ...(await world.anotherPlace()) });
    const { cookie } = await signedIn();
    const stream = await subscribe(`${console.url}${STREAM}`, { cookie });
    expect(stream.status).toBe(200);
    const began = Date.now();
    expect(await console.stop()).toBe(0);
    expect([stream.ended, Date.now() - began < 10_000]).toEqual([true, true]);
  });
}
