import fc from 'fast-check';
import { fairShare } from './fair-share.js';

describe('fairShare', () => {
  it('gives every partition to a relay, and no relay over one more than another', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.uniqueArray(fc.string(), { minLength: 1 }),
        (partitions, live) => {
          const shares = live.map((owner) => fairShare(partitions, owner, live));
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(partitions);
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('gives nothing to a relay that is not known to be alive', () => {
    expect(fairShare(12, 'gone', ['a', 'b'])).toBe(0);
  });
});
