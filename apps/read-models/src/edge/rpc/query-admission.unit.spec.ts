import { DomainError } from '@conferencing/kernel';
import { QueryAdmission } from './query-admission.js';

/** Work that the test ends. */
function work() {
  const running: (() => void)[] = [];
  const start = () => new Promise<void>((resolve) => void running.push(resolve));
  return { running, start };
}

const codeOf = (failure: unknown) => (failure instanceof DomainError ? failure.code : failure);
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the admission of queries', () => {
  it('lets one caller run four searches at a time, and another caller its own', async () => {
    const admission = new QueryAdmission(6);
    const [greedy, modest] = [{}, {}];
    const [flood, other] = [work(), work()];
    const all = Array.from({ length: 100 }, () => admission.run(greedy, 'search', flood.start));
    const mine = admission.run(modest, 'search', other.start);
    await settle();
    expect([flood.running.length, other.running.length]).toEqual([4, 1]);
    other.running[0]!();
    await mine;
    for (let answered = 0; answered < 100; answered += 1) {
      await settle();
      flood.running[answered]!();
    }
    await Promise.all(all);
  });

  it('lets callers take turns when there are more searches than places', async () => {
    const admission = new QueryAdmission(1);
    const order: string[] = [];
    const run = (caller: object, name: string) =>
      admission.run(caller, 'search', async () => {
        order.push(name);
        await settle();
      });
    const [a, b] = [{}, {}];
    await Promise.all([run(a, 'a'), run(a, 'a'), run(a, 'a'), run(b, 'b'), run(b, 'b')]);
    expect(order).toEqual(['a', 'a', 'b', 'a', 'b']);
  });

  it('refuses too many queries of one caller at once, and counts waits separately from reads', async () => {
    const admission = new QueryAdmission(6);
    const caller = {};
    const { running, start } = work();
    const waits = Array.from({ length: 500 }, () => admission.run(caller, 'wait', start));
    expect(codeOf(await admission.run(caller, 'wait', start).catch((error: unknown) => error))).toBe('rate_limited');
    const reads = Array.from({ length: 5_000 }, () => admission.run(caller, 'read', start));
    expect(codeOf(await admission.run(caller, 'read', start).catch((error: unknown) => error))).toBe('rate_limited');
    expect(await admission.run({}, 'read', () => Promise.resolve('answered'))).toBe('answered');
    for (const end of running) end();
    await Promise.all([...waits, ...reads]);
    expect(await admission.run(caller, 'wait', () => Promise.resolve('answered'))).toBe('answered');
  });

  it('refuses too many queries of all callers', async () => {
    const admission = new QueryAdmission(6);
    const { running, start } = work();
    const all = Array.from({ length: 10_000 }, () => admission.run({}, 'read', start));
    expect(codeOf(await admission.run({}, 'read', start).catch((error: unknown) => error))).toBe('unavailable');
    for (const end of running) end();
    await Promise.all(all);
  });
});
