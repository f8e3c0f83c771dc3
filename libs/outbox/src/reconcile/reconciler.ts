import { type KafkaPort, type KafkaRecord, type PartitionOffset, readTopic } from '@conferencing/messaging';
import { setTimeout as delay } from 'node:timers/promises';
import { inTransaction } from '@conferencing/postgres';
import type { Pool } from 'pg';
import type { AggregateHead, AggregateHeads } from '../aggregate-heads.port.js';
import { LostKeys } from '../recovery/lost-keys.js';
import type { ShownHead } from '../recovery/shown-topic.port.js';
import { divergence, type HeadState } from './head-state.js';
import type { ReadModelHead, ReadModelHeads } from './read-model-heads.port.js';
import type { Divergence, ReconcileProgress, ReconcileReport } from './reconcile.report.js';
import { WAITING_KEYS_SQL } from './reconcile.sql.js';

export interface ReconcilerOptions {
  kafka: KafkaPort;
  topic: string;
  /** The database of the outbox. */
  pool: Pool;
  heads: AggregateHeads;
  /** The content of a record; null for one that no consumer would apply. */
  read: (record: KafkaRecord) => HeadState | null;
  /** The same, as subscribers saw it. */
  readShown: (record: KafkaRecord) => ShownHead | null;
  /** By the names in the report. */
  readModels?: Readonly<Record<string, ReadModelHeads>>;
  onProgress?: (progress: ReconcileProgress) => void;
}

const PAGE = 2_000;
const REPAIR_CHUNK = 500;
const LISTED = 1_000;
/** Limit in milliseconds for a read model to show changes that were written during the comparison. */
const READ_MODEL_SETTLE_MS = 10_000;
const READ_MODEL_LOOK_MS = 250;

export interface ReconcileWish {
  repair: boolean;
  /** With `repair`: ends the keys that the database never had. */
  clearUnknown?: boolean;
}

type Suspect = Pick<Divergence, 'key' | 'where'>;

/**
 * Compares the database's heads with the last record of each key in the topic and, if there are any, with read models,
 * while the system runs. It reads the whole topic and keeps about two hundred bytes for each key.
 */
export class Reconciler {
  readonly #topic = new Map<string, HeadState>();
  readonly #readModels: [where: string, readModel: ReadModelHeads][];
  #offsets: PartitionOffset[] = [];
  #unreadable = 0;
  #unreadableRanges = 0;
  #read = 0;

  constructor(private readonly options: ReconcilerOptions) {
    this.#readModels = Object.entries(options.readModels ?? {});
  }

  /**
   * @throws KafkaError, or the database's error; earlier repairs stay.
   */
  async run({ repair, clearUnknown = false }: ReconcileWish): Promise<ReconcileReport> {
    await this.#readTopic(new Map());
    const topicKeys = this.#topic.size;
    const { suspects, keys } = await this.#compare();
    const { confirmed, pending } = await this.#confirm(suspects);
    const repaired = repair ? await this.#repair(confirmed) : 0;
    const cleared = repair && clearUnknown ? await this.#clear(confirmed) : 0;
    const counts: Record<string, number> = {};
    for (const { where, kind } of confirmed) counts[`${where}.${kind}`] = (counts[`${where}.${kind}`] ?? 0) + 1;
    const divergences = confirmed.slice(0, LISTED);
    const [unreadable, unreadableRanges] = [this.#unreadable, this.#unreadableRanges];
    return { keys, topicKeys, unreadable, unreadableRanges, pending, divergences, counts, repaired, cleared };
  }

  async #readTopic(only: ReadonlyMap<string, unknown>): Promise<void> {
    const { kafka, topic, read } = this.options;
    this.#offsets = await readTopic(kafka, topic, {
      from: this.#offsets,
      onUnreadable: (_partition, ranges) => void (this.#unreadableRanges += ranges.length),
      onRecords: (records) => {
        for (const record of records) {
          const key = String(record.key);
          if (only.size > 0 && !only.has(key)) continue;
          const said = read(record);
          if (said === null) {
            // It hides the record before it from every later reader of the topic.
            this.#unreadable += 1;
            this.#topic.delete(key);
          } else this.#topic.set(key, said);
        }
        this.#read += records.length;
        this.#progress('reading_topic', this.#read);
      },
    });
  }

  /** A first pass, whose results may be outdated by concurrent writes. */
  async #compare(): Promise<{ suspects: Suspect[]; keys: number }> {
    const { heads } = this.options;
    const suspects: Suspect[] = [];
    const unknown = new Set(this.#topic.keys());
    let keys = 0;
    for (let after: string | null = null; ;) {
      const page: AggregateHead[] = await heads.page(after, PAGE);
      if (page.length === 0) break;
      after = page.at(-1)?.key ?? null;
      keys += page.length;
      for (const head of page) {
        const { key } = head;
        unknown.delete(key);
        if (divergence(head, this.#topic.get(key))) suspects.push({ key, where: 'topic' });
      }
      for (const [where, readModel] of this.#readModels) {
        const shown = statesOf(await readModel.heads(page.map(({ key }) => key)));
        const wrong = page.filter((head) => divergence(head, shown.get(head.key)));
        suspects.push(...wrong.map(({ key }) => ({ key, where })));
      }
      this.#progress('comparing', keys);
    }
    for (const key of unknown) {
      if (divergence(undefined, this.#topic.get(key))) suspects.push({ key, where: 'topic' });
    }
    const extra: Suspect[][] = [];
    for (const [where, readModel] of this.#readModels) extra.push(await this.#findExtra(where, readModel));
    // Not by push(...), because there may be more than the arguments of a call.
    return { suspects: [suspects, ...extra].flat(), keys };
  }

  async #findExtra(where: string, readModel: ReadModelHeads): Promise<Suspect[]> {
    const extra: Suspect[] = [];
    for (let after: string | null = null; ;) {
      const page: ReadModelHead[] = (await readModel.page?.(after, PAGE)) ?? [];
      if (page.length === 0) return extra;
      after = page.at(-1)?.key ?? null;
      const known = new Set((await this.options.heads.heads(page.map(({ key }) => key))).map(({ key }) => key));
      extra.push(...page.flatMap(({ key, tombstone }) => (known.has(key) || tombstone ? [] : { key, where })));
    }
  }

  /**
   * A second pass over the suspects. It reads the database's head first, then whether an event of the key still waits,
   * then the rest of the topic: an event that no longer waits was acknowledged, so the topic read after it must contain
   * it.
   */
  async #confirm(suspects: Suspect[]): Promise<{ confirmed: Divergence[]; pending: number }> {
    if (suspects.length === 0) return { confirmed: [], pending: 0 };
    this.#progress('confirming', suspects.length);
    const heads = new Map<string, AggregateHead>();
    const waiting = new Set<string>();
    const keys = [...new Set(suspects.map(({ key }) => key))];
    for (let start = 0; start < keys.length; start += PAGE) {
      const chunk = keys.slice(start, start + PAGE);
      for (const head of await this.options.heads.heads(chunk)) heads.set(head.key, head);
      const { rows } = await this.options.pool.query<{ key: string }>(WAITING_KEYS_SQL, [chunk]);
      for (const { key } of rows) waiting.add(key);
    }
    await this.#readTopic(new Map(keys.map((key) => [key, true])));
    const settled = suspects.filter(({ key }) => !waiting.has(key));
    const confirmed = settled
      .filter(({ where }) => where === 'topic')
      .flatMap(({ key }) => this.#judge(key, 'topic', heads.get(key), this.#topic.get(key)));
    const shown = settled.filter(({ where }) => where !== 'topic');
    const all = confirmed.concat(await this.#confirmShown(shown, heads));
    return { confirmed: await this.#withoutOvertaken(all), pending: waiting.size };
  }

  #judge(
    key: string,
    where: Divergence['where'],
    head: AggregateHead | undefined,
    found: HeadState | undefined,
  ): Divergence[] {
    const kind = divergence(head, found);
    if (kind === undefined) return [];
    return [{ key, where, kind, expected: head?.version ?? null, found: found?.version ?? null }];
  }

  async #confirmShown(suspects: Suspect[], heads: ReadonlyMap<string, AggregateHead>): Promise<Divergence[]> {
    const deadline = performance.now() + READ_MODEL_SETTLE_MS;
    for (let left = suspects; ; await delay(READ_MODEL_LOOK_MS)) {
      const wrong: Divergence[] = [];
      for (const [where, readModel] of this.#readModels) {
        const keys = left.filter((suspect) => suspect.where === where).map(({ key }) => key);
        for (let start = 0; start < keys.length; start += PAGE) {
          const chunk = keys.slice(start, start + PAGE);
          const shown = statesOf(await readModel.heads(chunk));
          wrong.push(...chunk.flatMap((key) => this.#judge(key, where, heads.get(key), shown.get(key))));
        }
      }
      if (wrong.length === 0 || performance.now() > deadline) return wrong;
      left = wrong;
    }
  }

  /** A version above the head that was read before is no fault if the key has changed meanwhile. */
  async #withoutOvertaken(confirmed: Divergence[]): Promise<Divergence[]> {
    const ahead = confirmed.filter(({ kind }) => kind === 'ahead').map(({ key }) => key);
    const now = new Map<string, number>();
    for (let start = 0; start < ahead.length; start += PAGE) {
      const heads = await this.options.heads.heads(ahead.slice(start, start + PAGE));
      for (const { key, version } of heads) now.set(key, version);
    }
    return confirmed.filter(({ kind, key, found }) => kind !== 'ahead' || (found ?? 0) > (now.get(key) ?? 0));
  }

  async #repair(confirmed: readonly Divergence[]): Promise<number> {
    const overtaken = confirmed.filter(({ kind }) => kind === 'ahead' || kind === 'different');
    const above = new Set(overtaken.map(({ key }) => key));
    const behind = confirmed.filter(({ kind, key }) => kind !== 'extra' && !above.has(key));
    const again = [...new Set(behind.map(({ key }) => key))];
    let repaired = 0;
    for (let start = 0; start < again.length; start += REPAIR_CHUNK) {
      repaired += await this.options.heads.republish(again.slice(start, start + REPAIR_CHUNK));
      this.#progress('repairing', repaired);
    }
    await this.#note(overtaken);
    for (let keys = REPAIR_CHUNK; keys > 0;) {
      keys = await this.options.heads.recover(REPAIR_CHUNK);
      repaired += keys;
      this.#progress('repairing', repaired);
    }
    return repaired;
  }

  async #clear(confirmed: readonly Divergence[]): Promise<number> {
    const extra = confirmed.filter(({ kind }) => kind === 'extra');
    await this.#note(extra);
    const keys = [...new Set(extra.map(({ key }) => key))];
    let cleared = 0;
    for (let start = 0; start < keys.length; start += REPAIR_CHUNK) {
      cleared += await this.options.heads.endUnknown(keys.slice(start, start + REPAIR_CHUNK));
    }
    return cleared;
  }

  /**
   * Stores what the keys have shown: the highest version anywhere, and the last content in the topic, or else in a read
   * model.
   */
  async #note(overtaken: readonly Divergence[]): Promise<void> {
    if (overtaken.length === 0) return;
    const { kafka, topic, pool, heads, readShown } = this.options;
    const keys = new Set(overtaken.map(({ key }) => key));
    // In one transaction, because the relay recovers what it finds in the table, and must find all of it.
    await inTransaction(pool, async (client) => {
      const lost = new LostKeys(client, heads);
      for (const [where, readModel] of this.#readModels) {
        const shown = overtaken.filter((found) => found.where === where).map(({ key }) => key);
        for (let start = 0; start < shown.length; start += PAGE) {
          await lost.note(await readModel.shown(shown.slice(start, start + PAGE)));
        }
      }
      // Partitions are read in parallel, and the connection runs one statement at a time.
      let noted: Promise<void> = Promise.resolve();
      await readTopic(kafka, topic, {
        // Unreadable ranges show nothing to any reader. They are already counted.
        onUnreadable: () => undefined,
        onRecords: (records) => {
          const shown = records.flatMap((record) => (keys.has(String(record.key)) ? (readShown(record) ?? []) : []));
          return (noted = noted.then(() => lost.note(shown)));
        },
      });
    });
  }

  #progress(phase: ReconcileProgress['phase'], done: number): void {
    this.options.onProgress?.({ phase, done });
  }
}

function statesOf(heads: readonly ReadModelHead[]): Map<string, HeadState> {
  return new Map(heads.map(({ key, ...state }) => [key, state]));
}
