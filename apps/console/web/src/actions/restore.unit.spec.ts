import { Fault } from '../api/fault.js';
import type { Pair } from '../api/types.js';
import type { Outcome } from './pair-writes.js';
import { resultOf } from './restore.js';

const pair = (version: number) => ({ version }) as Pair;
const fault = new Fault(0, [], undefined);
const OUTCOMES: Outcome[] = [
  { kind: 'done' },
  { kind: 'changed', now: null },
  { kind: 'failed', fault },
  { kind: 'done' },
];

describe('an undo of pairs that were each written by itself', () => {
  it('does not say of a pair that it could not write that it has changed since', () => {
    expect(resultOf([pair(1), pair(2), pair(3), pair(4)], OUTCOMES)).toEqual({
      restored: 2,
      changed: 1,
      failed: { pairs: [pair(3)], fault },
    });
  });

  it('has nothing to try again when all went well', () => {
    expect(resultOf([pair(1)], [{ kind: 'done' }])).toEqual({ restored: 1, changed: 0, failed: undefined });
  });
});
