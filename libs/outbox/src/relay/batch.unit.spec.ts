import fc from 'fast-check';
import type { OutboxRow } from '../outbox.row.js';
import { type Batch, halves, rowCount } from './batch.js';
import { PartitionBacklog } from './partition-backlog.js';

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });

describe('halves', () => {
  it('splits any batch of two rows or more into two that hold the same rows in the same order', () => {
    fc.assert(
      fc.property(sizes, (lengths) => {
        fc.pre(lengths.length > 1 || (lengths[0] ?? 0) > 1);
        let seq = 0;
        const batch: Batch = lengths.map((length, partition) => ({
          backlog: new PartitionBacklog(partition, 1, 'server'),
          rows: Array.from({ length }, () => ({ seq: ++seq }) as OutboxRow),
        }));
        const [first, second] = halves(batch);
        expect(Math.min(rowCount(first), rowCount(second))).toBeGreaterThan(0);
        const numbers = [...first, ...second].flatMap(({ rows }) => rows.map((row) => row.seq));
        expect(numbers).toEqual(Array.from({ length: seq }, (_, n) => n + 1));
      }),
    );
  });
});
