import type { OutboxRow } from '../outbox.row.js';
import { PartitionBacklog, type Sight } from './partition-backlog.js';

const row = (seq: number, aggregateid = 'key'): OutboxRow => ({
  seq,
  partition: 3,
  id: `evt_${seq}`,
  aggregatetype: 'pair',
  aggregateid,
  type: 'pair.updated',
  version: seq,
  payload: '{}',
  occurredAt: new Date(0),
  traceparent: null,
});

function sight(
  backlog: PartitionBacklog,
  seqs: number[],
  xmin: number,
  ownXid: number,
  over: Partial<Sight> = {},
): Sight {
  const last = seqs.at(-1) ?? 0;
  return { snapshot: { xmin, ownXid }, highest: last, last, complete: true, generation: backlog.generation, ...over };
}

function fetch(
  backlog: PartitionBacklog,
  seqs: number[],
  xmin: number,
  ownXid: number,
  over: Partial<Sight> = {},
): void {
  backlog.accept(
    seqs.map((seq) => row(seq)),
    sight(backlog, seqs, xmin, ownXid, over),
  );
}

describe('PartitionBacklog', () => {
  let backlog: PartitionBacklog;
  beforeEach(() => (backlog = new PartitionBacklog(3, 1, 'server')));

  it('raises the low-water mark at once when no transaction is running', () => {
    fetch(backlog, [5, 9], 100, 100);
    expect(backlog.floor).toBe(9);
  });

  it('keeps the low-water mark until all transactions that were running are decided', () => {
    fetch(backlog, [5, 9], 95, 100);
    expect(backlog.floor).toBe(0);
    fetch(backlog, [12], 99, 110);
    expect(backlog.floor).toBe(0);
    fetch(backlog, [7], 100, 112, { highest: 12 });
    expect(backlog.floor).toBe(9);
  });

  it('never raises the low-water mark past what a cut-off fetch has seen', () => {
    fetch(backlog, [5, 9], 95, 100);
    fetch(backlog, [6, 7], 100, 101, { complete: false, highest: 40 });
    expect(backlog.floor).toBe(0);
    fetch(backlog, [8, 11], 101, 101, { complete: false, highest: 40 });
    expect(backlog.floor).toBe(11);
  });

  it('follows numbers that were seen in other partitions', () => {
    fetch(backlog, [], 100, 100, { highest: 50 });
    expect(backlog.floor).toBe(50);
  });

  it('is not raised by a fetch that began before it was rewound', () => {
    fetch(backlog, [5], 100, 100);
    const before = sight(backlog, [8], 101, 101);
    backlog.rewind();
    backlog.accept([row(8)], before);
    expect(backlog.floor).toBe(0);
    expect(backlog.inHandAboveFloor()).toEqual([5, 8]);
  });

  it('returns rows in order, within the limits, and holds them until they are released', () => {
    fetch(backlog, [1, 2, 3], 100, 100);
    fetch(backlog, [4], 100, 100);
    expect(backlog.take(2, 1_000).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(backlog.take(10, 1).map(({ seq }) => seq)).toEqual([3]);
    expect(backlog.queued).toBe(1);
    backlog.letGo(1);
    expect(backlog.inHand).toBe(3);
  });

  it('drops a blocked key, and everything that is not in flight when it is closed', () => {
    backlog.accept([row(1, 'a'), row(2, 'b'), row(3, 'a')], sight(backlog, [1, 2, 3], 100, 100));
    backlog.dropKey('a');
    expect(backlog.inHand).toBe(1);
    backlog.close('draining');
    expect(backlog).toMatchObject({ inHand: 0, queued: 0, open: false, lost: false });
    fetch(backlog, [4], 100, 100);
    expect(backlog.queued).toBe(0);
  });
});
