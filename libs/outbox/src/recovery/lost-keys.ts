import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { AggregateHead, AggregateHeads } from '../aggregate-heads.port.js';
import { HEADS } from '../heads/heads-check.js';
import { NOTE_LOST_KEYS, WAITING_ROWS } from './recovery.sql.js';
import type { ShownHead } from './shown-topic.port.js';
import type { Statements } from './statements.port.js';

/** Records that are compared in one statement. */
const CHUNK = 2_000;

interface WaitingRow {
  key: string;
  version: number;
  id: string;
}

/** The number of keys of which the topic shows more than the database knows. */
export interface Judgement {
  /** The number of keys in the database. */
  overtaken: number;
  /** Keys of which the database never had an event. */
  unknown: number;
}

/** Keys of which the topic shows more than the database knows. */
export class LostKeys {
  constructor(
    private readonly database: Statements,
    private readonly heads: AggregateHeads,
  ) {
    const checks = { database: check.objectWith('a Pool or a client of pg', 'query'), heads: HEADS };
    refuseWrongArguments('LostKeys', { database, heads }, checks);
  }

  /** Stores the keys of those records that the database does not know. */
  async judge(shown: readonly ShownHead[]): Promise<Judgement> {
    const judgement = { overtaken: 0, unknown: 0 };
    for (let start = 0; start < shown.length; start += CHUNK) {
      const { records, known } = await this.compare(shown.slice(start, start + CHUNK));
      for (const key of new Set(records.map((record) => record.key))) {
        judgement[known.has(key) ? 'overtaken' : 'unknown'] += 1;
      }
      await this.note(records);
    }
    return judgement;
  }

  /** Stores their keys: the highest version of each, and the last content. */
  async note(shown: readonly ShownHead[]): Promise<void> {
    const byKey = new Map<string, ShownHead>();
    for (const head of shown) {
      const version = Math.max(head.version, byKey.get(head.key)?.version ?? 0);
      byKey.set(head.key, { ...head, version });
    }
    if (byKey.size === 0) return;
    // In one order everywhere, so that two relays that look at the same time do not deadlock.
    const heads = [...byKey.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const values = [
      heads.map(({ key }) => key),
      heads.map(({ version }) => version),
      heads.map(({ payload }) => payload),
    ];
    await this.database.query({ text: NOTE_LOST_KEYS, values });
  }

  /** The records that the database does not know, and its own heads of all keys. */
  private async compare(
    shown: ShownHead[],
  ): Promise<{ records: ShownHead[]; known: ReadonlyMap<string, AggregateHead> }> {
    const keys = [...new Set(shown.map(({ key }) => key))];
    const known = new Map((await this.heads.heads(keys)).map((head) => [head.key, head]));
    const passed = keys.filter((key) => known.has(key));
    const { rows } = await this.database.query<WaitingRow>({ text: WAITING_ROWS, values: [passed] });
    const waiting = new Map<string, Set<string>>();
    for (const { key, version, id } of rows) {
      const place = `${key} ${version}`;
      waiting.set(place, (waiting.get(place) ?? new Set()).add(id));
    }
    const records = shown.filter((head) =>
      isUnknown(head, known.get(head.key), waiting.get(`${head.key} ${head.version}`)),
    );
    return { records, known };
  }
}

/** Whether the database has not issued the version, or has issued it with other content. */
function isUnknown(
  { version, id }: ShownHead,
  head: AggregateHead | undefined,
  waiting: ReadonlySet<string> | undefined,
): boolean {
  if (head === undefined || version > head.version) return true;
  if (id === null) return false;
  if (version === head.version) return !head.ids.includes(id);
  // An older version is the database's own, unless the waiting row with this version is another event.
  return waiting !== undefined && !waiting.has(id);
}
