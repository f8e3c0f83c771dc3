import { Fault, faultOf } from '../api/fault.js';
import { patiently } from './patiently.js';

const limited = () => faultOf({ status: 429, headers: new Headers({ 'retry-after': '7' }) }, null);

function refusedTimes(times: number, fault: () => Fault) {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= times) throw fault();
    return calls;
  };
}

describe('a write that a rate limit refuses', () => {
  const waits: number[] = [];
  const wait = async (seconds: number) => void waits.push(seconds);
  beforeEach(() => void waits.splice(0));

  it('is sent again after the time that the limit asks for', async () => {
    expect(await patiently(refusedTimes(2, limited), wait)).toBe(3);
    expect(waits).toEqual([7, 7]);
  });

  it('is given up when the limit never ends', async () => {
    await expect(patiently(refusedTimes(Infinity, limited), wait)).rejects.toMatchObject({ status: 429 });
    expect(waits).toHaveLength(19);
  });

  it('is the only one that is sent again: other refusals stand', async () => {
    const conflict = () => faultOf({ status: 412, headers: new Headers({ 'retry-after': '7' }) }, null);
    await expect(patiently(refusedTimes(1, conflict), wait)).rejects.toMatchObject({ status: 412 });
    expect(waits).toEqual([]);
  });
});
