import { setTimeout as delay } from 'node:timers/promises';
import { refuseWrongOptions } from '@conferencing/kernel';
import type { AggregateHead } from '../aggregate-heads.port.js';
import { divergence, type HeadState } from './head-state.js';
import type { ReadModelHead, ReadModelHeads } from './read-model-heads.port.js';
import type { Divergence, DivergenceKind, ReconcileProgress, ReconcileReport } from './reconcile.report.js';
import { WAITING_KEYS } from './reconcile.sql.js';
import { RECONCILER_OPTIONS, type ReconcilerOptions, type ReconcileWish } from './reconciler.options.js';
import { Repairs } from './repairs.js';
import { TopicRange } from './topic-range.js';

const PAGE = 2_000;
const LISTED = 1_000;
const KEYS_IN_MEMORY = 50_000;
/** How long a read model may take to show what was written while it was compared. */
const READ_MODEL_SETTLE_MS = 10_000;
const READ_MODEL_LOOK_MS = 250;

type Suspect = Pick<Divergence, 'key' | 'where'>;

/**
 * Compares the database's heads with the last record of each key in the topic and, where there are any, with read
 * models, while the system goes on: one range of keys after the other, so that memory does not grow with the keys.
 */
export class Reconciler {
  private readonly readModels: [where: string, readModel: ReadModelHeads][];
  private read = 0;
  private compared = 0;
  private tombstonesToo = false;

  constructor(private readonly options: ReconcilerOptions) {
    refuseWrongOptions('the reconciler', options, RECONCILER_OPTIONS);
    this.readModels = Object.entries(options.readModels ?? {});
  }

  /** @throws KafkaError, or the database's error; what was repaired until then stays repaired. */
  async run(wish: ReconcileWish): Promise<ReconcileReport> {
    const none = { keys: 0, topicKeys: 0, unreadable: 0, unreadableRanges: 0, pending: 0, repaired: 0, cleared: 0 };
    const report: ReconcileReport = { ...none, divergences: [], counts: {} };
    this.tombstonesToo = wish.tombstonesToo ?? false;
    for (let after: string | null = null; ;) {
      const range: TopicRange = await this.rangeAfter(after);
      await this.reconcile(range, after, wish, report);
      // Each reading of the topic meets the same ones.
      report.unreadableRanges = Math.max(report.unreadableRanges, range.unreadableRanges);
      if (range.upper === null) return report;
      after = range.upper;
    }
  }

  private rangeAfter(key: string | null): Promise<TopicRange> {
    const { kafka, topic, read, keysInMemory = KEYS_IN_MEMORY } = this.options;
    const onRead = (records: number) => this.progress('reading_topic', (this.read += records));
    return TopicRange.after(key, { kafka, topic, read, keysInMemory, onRead });
  }

  private async reconcile(
    range: TopicRange,
    after: string | null,
    { repair, clearUnknown = false }: ReconcileWish,
    report: ReconcileReport,
  ): Promise<void> {
    report.topicKeys += range.size;
    const { suspects, keys: compared } = await this.compare(range, after);
    const { confirmed, pending } = await this.confirm(range, suspects);
    report.keys += compared;
    report.pending += pending;
    report.unreadable += range.unreadable;
    for (const { where, kind } of confirmed) {
      const name = `${where}.${kind}`;
      report.counts[name] = (report.counts[name] ?? 0) + 1;
    }
    report.divergences.push(...confirmed.slice(0, LISTED - report.divergences.length));
    if (!repair) return;
    const repaired = report.repaired;
    const onRepaired = (keys: number) => this.progress('repairing', repaired + keys);
    const repairs = new Repairs({ ...this.options, onRepaired });
    report.repaired += await repairs.repair(confirmed);
    if (clearUnknown) report.cleared += await repairs.clear(confirmed);
  }

  /** A first look, which the writers may have overtaken. */
  private async compare(range: TopicRange, start: string | null): Promise<{ suspects: Suspect[]; keys: number }> {
    const suspects: Suspect[] = [];
    const unknown = new Set(range.keys());
    let keys = 0;
    for await (const page of pagesOf(range, start, (after) => this.options.heads.page(after, PAGE))) {
      keys += page.length;
      for (const head of page) {
        const { key } = head;
        unknown.delete(key);
        if (this.topicDivergence(head, range.head(key))) suspects.push({ key, where: 'topic' });
      }
      for (const [where, readModel] of this.readModels) {
        const shown = statesOf(await readModel.heads(page.map(({ key }) => key)));
        const wrong = page.filter((head) => divergence(head, shown.get(head.key)));
        suspects.push(...wrong.map(({ key }) => ({ key, where })));
      }
      this.progress('comparing', (this.compared += page.length));
    }
    for (const key of unknown) {
      if (divergence(undefined, range.head(key))) suspects.push({ key, where: 'topic' });
    }
    const extra: Suspect[][] = [];
    for (const [where, readModel] of this.readModels) extra.push(await this.findExtra(range, start, where, readModel));
    // Not by push(...): there may be more of them than a call takes arguments.
    return { suspects: [suspects, ...extra].flat(), keys };
  }

  private topicDivergence(head: AggregateHead | undefined, found: HeadState | undefined): DivergenceKind | undefined {
    return this.tombstonesToo && head?.tombstone === true && found === undefined ? 'missing' : divergence(head, found);
  }

  private async findExtra(
    range: TopicRange,
    start: string | null,
    where: string,
    readModel: ReadModelHeads,
  ): Promise<Suspect[]> {
    const extra: Suspect[] = [];
    const next = async (after: string | null) => (await readModel.page?.(after, PAGE)) ?? [];
    for await (const page of pagesOf<ReadModelHead>(range, start, next)) {
      const known = new Set((await this.options.heads.heads(page.map(({ key }) => key))).map(({ key }) => key));
      for (const { key, tombstone } of page) if (!known.has(key) && tombstone !== true) extra.push({ key, where });
    }
    return extra;
  }

  /**
   * A second look at the suspects. The database's head is read first, then whether an event of the key still waits, then
   * the rest of the topic: an event that no longer waits was acknowledged, so the topic read after it must show it.
   */
  private async confirm(range: TopicRange, suspects: Suspect[]): Promise<{ confirmed: Divergence[]; pending: number }> {
    if (suspects.length === 0) return { confirmed: [], pending: 0 };
    this.progress('confirming', suspects.length);
    const heads = new Map<string, AggregateHead>();
    const waiting = new Set<string>();
    const keys = [...new Set(suspects.map(({ key }) => key))];
    for (let start = 0; start < keys.length; start += PAGE) {
      const chunk = keys.slice(start, start + PAGE);
      for (const head of await this.options.heads.heads(chunk)) heads.set(head.key, head);
      const { rows } = await this.options.pool.query<{ key: string }>(WAITING_KEYS, [chunk]);
      for (const { key } of rows) waiting.add(key);
    }
    await range.readOn();
    const settled = suspects.filter(({ key }) => !waiting.has(key));
    const confirmed = settled
      .filter(({ where }) => where === 'topic')
      .flatMap(({ key }) => this.judge(key, 'topic', heads.get(key), range.head(key)));
    const shown = settled.filter(({ where }) => where !== 'topic');
    const all = confirmed.concat(await this.confirmShown(shown, heads));
    return { confirmed: await this.withoutOvertaken(all), pending: waiting.size };
  }

  private judge(
    key: string,
    where: Divergence['where'],
    head: AggregateHead | undefined,
    found: HeadState | undefined,
  ): Divergence[] {
    const kind = where === 'topic' ? this.topicDivergence(head, found) : divergence(head, found);
    if (kind === undefined) return [];
    return [{ key, where, kind, expected: head?.version ?? null, found: found?.version ?? null }];
  }

  private async confirmShown(suspects: Suspect[], heads: ReadonlyMap<string, AggregateHead>): Promise<Divergence[]> {
    const deadline = performance.now() + READ_MODEL_SETTLE_MS;
    for (let left = suspects; ; await delay(READ_MODEL_LOOK_MS)) {
      const wrong: Divergence[] = [];
      for (const [where, readModel] of this.readModels) {
        const keys = left.filter((suspect) => suspect.where === where).map(({ key }) => key);
        for (let start = 0; start < keys.length; start += PAGE) {
          const chunk = keys.slice(start, start + PAGE);
          const shown = statesOf(await readModel.heads(chunk));
          wrong.push(...chunk.flatMap((key) => this.judge(key, where, heads.get(key), shown.get(key))));
        }
      }
      if (wrong.length === 0 || performance.now() > deadline) return wrong;
      left = wrong;
    }
  }

  /** A version above the head that was read before is no fault when the key has moved on meanwhile. */
  private async withoutOvertaken(confirmed: Divergence[]): Promise<Divergence[]> {
    const ahead = confirmed.filter(({ kind }) => kind === 'ahead').map(({ key }) => key);
    const now = new Map<string, number>();
    for (let start = 0; start < ahead.length; start += PAGE) {
      const heads = await this.options.heads.heads(ahead.slice(start, start + PAGE));
      for (const { key, version } of heads) now.set(key, version);
    }
    return confirmed.filter(({ kind, key, found }) => kind !== 'ahead' || (found ?? 0) > (now.get(key) ?? 0));
  }

  private progress(phase: ReconcileProgress['phase'], done: number): void {
    this.options.onProgress?.({ phase, done });
  }
}

/** The pages of a range, in the order of their keys. */
async function* pagesOf<Head extends { key: string }>(
  range: TopicRange,
  start: string | null,
  next: (after: string | null) => Promise<Head[]>,
): AsyncGenerator<Head[]> {
  for (let after = start; ;) {
    const page: Head[] = await next(after);
    const own = page.filter(({ key }) => range.includes(key));
    if (own.length > 0) yield own;
    if (page.length === 0 || own.length < page.length) return;
    after = page.at(-1)?.key ?? null;
  }
}

function statesOf(heads: readonly ReadModelHead[]): Map<string, HeadState> {
  return new Map(heads.map(({ key, ...state }) => [key, state]));
}
