import type { OutboxRow } from '../outbox.row.js';

/**
 * The state of transactions when a fetch ran: all below `xmin` were decided, and every transaction that had drawn a
 * number which the fetch could see was below `ownXid`, the fetch's own transaction id. It is not the snapshot's `xmax`:
 * a running transaction can be above that.
 */
export interface Snapshot {
  xmin: number;
  ownXid: number;
}

/** What a fetch saw of one partition. */
export interface Sight {
  snapshot: Snapshot;
  /** The highest number seen in any partition. */
  highest: number;
  /** The last number seen in this partition. */
  last: number;
  /** False if the row limit cut the partition off. */
  complete: boolean;
  /** The partition's generation when the fetch began. */
  generation: number;
}

/**
 * The rows of one leased partition that this process holds, and its low-water mark, below which no row can appear.
 *
 * The transaction of a number that a fetch has seen already had its id, and so had those of every lower number. Once a
 * later snapshot's xmin passes the xid of this fetch, no lower number can appear.
 */
export class PartitionBacklog {
  private lowWaterMark = 0;
  private highest = 0;
  private rewinds = 0;
  private checkpoint: { seq: number; ownXid: number } | undefined;
  private state: 'waiting' | 'open' | 'draining' | 'lost';
  private queue: OutboxRow[] = [];
  private next = 0;
  private readonly inHandSeqs = new Set<number>();

  constructor(
    readonly partition: number,
    readonly epoch: number,
    /** The database of these rows. */
    readonly incarnation: string,
    takenOver = false,
  ) {
    this.state = takenOver ? 'waiting' : 'open';
  }

  get floor(): number {
    return this.lowWaterMark;
  }

  /** Changes with each `rewind`, so that a running fetch does not undo it. */
  get generation(): number {
    return this.rewinds;
  }

  /**
   * False before the take-over is done, and after the lease is lost or about to be released: then nothing may be sent.
   */
  get open(): boolean {
    return this.state === 'open';
  }

  /** True during the take-over of the partition: nothing of it was fetched yet. */
  get waiting(): boolean {
    return this.state === 'waiting';
  }

  /** True when another relay may have the lease. */
  get lost(): boolean {
    return this.state === 'lost';
  }

  /** True when nothing more is sent and nothing is in flight. */
  get drained(): boolean {
    return this.state === 'draining' && this.inHand === 0;
  }

  /** Rows that were fetched and are not yet removed from the table. */
  get inHand(): number {
    return this.inHandSeqs.size;
  }

  get queued(): number {
    return this.queue.length - this.next;
  }

  inHandNumbers(): number[] {
    return [...this.inHandSeqs];
  }

  inHandAboveFloor(): number[] {
    const above: number[] = [];
    for (const seq of this.inHandSeqs) if (seq > this.lowWaterMark) above.push(seq);
    return above;
  }

  accept(rows: OutboxRow[], sight: Sight): void {
    this.highest = Math.max(this.highest, sight.highest);
    if (sight.generation === this.rewinds) {
      this.raiseFloor(sight.complete, sight.complete ? this.highest : sight.last, sight.snapshot);
    }
    if (!this.open || rows.length === 0) return;
    for (const row of rows) this.inHandSeqs.add(row.seq);
    this.queue = this.queued === 0 ? rows : [...this.queue.slice(this.next), ...rows];
    this.next = 0;
  }

  /** The next rows in order, up to these limits of rows and bytes of payload. */
  take(limit: number, bytes: number): OutboxRow[] {
    const start = this.next;
    let size = 0;
    while (this.next < this.queue.length && this.next - start < limit && size < bytes) {
      size += this.queue[this.next]?.payload?.length ?? 0;
      this.next += 1;
    }
    return this.queue.slice(start, this.next);
  }

  /** The row was removed from the table, or stays in it and will be fetched again. */
  letGo(seq: number): void {
    this.inHandSeqs.delete(seq);
  }

  /** Reads the whole table again: after a key was unblocked, rows wait below the low-water mark. */
  rewind(): void {
    this.lowWaterMark = 0;
    this.checkpoint = undefined;
    this.rewinds += 1;
  }

  /** Drops the queued rows of one key; they stay in the table. */
  dropKey(key: string): void {
    const rest = this.queue.slice(this.next);
    for (const row of rest) if (row.aggregateid === key) this.inHandSeqs.delete(row.seq);
    this.queue = rest.filter((row) => row.aggregateid !== key);
    this.next = 0;
  }

  /** Ends the take-over. */
  begin(): void {
    if (this.waiting) this.state = 'open';
  }

  /** Stops sending; rows in flight are still awaited. */
  close(state: 'draining' | 'lost'): void {
    this.state = state;
    for (const row of this.queue.slice(this.next)) this.inHandSeqs.delete(row.seq);
    this.queue = [];
    this.next = 0;
  }

  private raiseFloor(complete: boolean, seen: number, snapshot: Snapshot): void {
    const checkpoint = this.checkpoint;
    if (checkpoint !== undefined && snapshot.xmin >= checkpoint.ownXid && (complete || seen >= checkpoint.seq)) {
      this.lowWaterMark = Math.max(this.lowWaterMark, checkpoint.seq);
      this.checkpoint = undefined;
    }
    if (snapshot.xmin === snapshot.ownXid) {
      this.lowWaterMark = Math.max(this.lowWaterMark, seen);
      this.checkpoint = undefined;
    } else {
      this.checkpoint ??= { seq: seen, ownXid: snapshot.ownXid };
    }
  }
}
