import { CoalescedLookup } from './coalesced-lookup.js';

/** A store whose reads the test answers, each with the state at its start. */
function slowStore() {
  const truth = new Map([['token', 'account']]);
  const reads: { keys: string[]; answer: () => void }[] = [];
  const lookup = new CoalescedLookup<string>((keys) => {
    const seen = new Map([...truth].filter(([key]) => keys.includes(key)));
    return new Promise((resolve) => {
      reads.push({ keys, answer: () => resolve(seen) });
    });
  });
  return { truth, reads, lookup };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a coalesced lookup', () => {
  it('reads once for all waiting callers, whatever their keys', async () => {
    const { lookup, reads } = slowStore();
    const answers = [lookup.find('token'), lookup.find('token'), lookup.find('unknown')];
    await turn();
    expect(reads.map(({ keys }) => keys)).toEqual([['token', 'unknown']]);
    reads[0]?.answer();
    expect(await Promise.all(answers)).toEqual(['account', 'account', undefined]);
  });

  it('never answers with a read that began before the question', async () => {
    const { truth, lookup, reads } = slowStore();
    const before = lookup.find('token');
    await turn();
    truth.delete('token');
    const after = lookup.find('token');
    reads[0]?.answer();
    expect(await before).toBe('account');
    await turn();
    expect(reads).toHaveLength(2);
    reads[1]?.answer();
    expect(await after).toBeUndefined();
  });

  it('goes on after a read that failed', async () => {
    let calls = 0;
    const lookup = new CoalescedLookup<string>(() => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(new Map([['k', 'v']]));
    });
    await expect(lookup.find('k')).rejects.toThrow('gone');
    expect(await lookup.find('k')).toBe('v');
  });
});
