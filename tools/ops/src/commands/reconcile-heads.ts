import { decodeConferencingUpdated, MalformedRecordError } from '@conferencing/contracts';
import type { Database } from '@conferencing/database';
import type { KafkaRecord } from '@conferencing/messaging';
import {
  type AggregateHead,
  fingerprint,
  type HeadState,
  type ReadModelHead,
  type ReadModelHeads,
} from '@conferencing/outbox';
import { CurrentHeads } from '../../../../apps/read-models/src/projections/current/current-heads.js';
import { HistoryHeads } from '../../../../apps/read-models/src/projections/history/history-heads.js';
import type { PairHead, PairState } from '../../../../apps/read-models/src/projections/pair-head.js';

/** What a record of the topic says; null for one that no consumer would apply. */
export function readHead(record: KafkaRecord): HeadState | null {
  try {
    const decoded = decodeConferencingUpdated(record);
    if (decoded.kind === 'tombstone') return { version: decoded.version, tombstone: true, fingerprint: null };
    return { version: decoded.version, tombstone: false, fingerprint: fingerprintOf(decoded.event) };
  } catch (error) {
    if (error instanceof MalformedRecordError) return null;
    throw error;
  }
}

/** What the queries about the present show. */
export class ShownCurrent implements ReadModelHeads {
  private readonly current: CurrentHeads;

  constructor(database: Database) {
    this.current = new CurrentHeads(database);
  }

  async heads(keys: readonly string[]): Promise<ReadModelHead[]> {
    return (await this.current.heads(keys)).map(toHead);
  }

  async page(after: string | null, limit: number): Promise<ReadModelHead[]> {
    return (await this.current.page(after, limit)).map(toHead);
  }

  expect(heads: readonly AggregateHead[]): Promise<void> {
    return this.current.expect(heads);
  }
}

/** What the history tells last. It keeps the changes of pairs that are long gone, so nobody looks for strange ones. */
export class ShownHistory implements ReadModelHeads {
  private readonly history: HistoryHeads;

  constructor(database: Database) {
    this.history = new HistoryHeads(database);
  }

  async heads(keys: readonly string[]): Promise<ReadModelHead[]> {
    return (await this.history.heads(keys)).map(toHead);
  }

  /** A version has one place: what was never decided gives its place up. What was decided stays, with what was before. */
  async expect(heads: readonly AggregateHead[]): Promise<void> {
    await this.history.removeAfter(heads);
    const decided = new Map(heads.map((head) => [head.key, head]));
    const left = await this.heads([...decided.keys()]);
    const strange = left.filter(({ key, version, fingerprint: told }) => {
      const head = decided.get(key);
      return head?.version === version && !head.tombstone && head.fingerprint !== told;
    });
    await this.history.removeAfter(strange.map(({ key, version }) => ({ key, version: version - 1 })));
  }
}

function toHead({ state, ...head }: PairHead): ReadModelHead {
  return { ...head, fingerprint: state && fingerprintOf(state) };
}

/** As `TopicHeads` makes it of what the owner has. */
function fingerprintOf({ account_id, host_state, occurred_at, data }: PairState): string {
  return fingerprint(account_id, host_state, occurred_at, data);
}
