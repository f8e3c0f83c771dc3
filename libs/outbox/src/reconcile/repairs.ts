import { readTopic } from '@conferencing/messaging';
import { inTransaction } from '@conferencing/postgres';
import { LostKeys } from '../recovery/lost-keys.js';
import type { Divergence } from './reconcile.report.js';
import type { ReconcilerOptions } from './reconciler.options.js';

/** Keys of which it is looked up what was shown, in one statement. */
const PAGE = 2_000;
const REPAIR_CHUNK = 500;

export interface RepairsOptions extends Pick<
  ReconcilerOptions,
  'kafka' | 'topic' | 'pool' | 'heads' | 'readShown' | 'readModels'
> {
  /** How many keys so far. */
  onRepaired: (keys: number) => void;
}

/** Makes the topic, and so everybody who reads it, equal to the database where it was found to differ. */
export class Repairs {
  constructor(private readonly options: RepairsOptions) {}

  /** Answers how many keys are published again, or above what was shown. */
  async repair(confirmed: readonly Divergence[]): Promise<number> {
    const overtaken = confirmed.filter(({ kind }) => kind === 'ahead' || kind === 'different');
    const above = new Set(overtaken.map(({ key }) => key));
    const behind = confirmed.filter(({ kind, key }) => kind !== 'extra' && !above.has(key));
    const again = [...new Set(behind.map(({ key }) => key))];
    let repaired = 0;
    for (let start = 0; start < again.length; start += REPAIR_CHUNK) {
      repaired += await this.options.heads.republish(again.slice(start, start + REPAIR_CHUNK));
      this.options.onRepaired(repaired);
    }
    await this.note(overtaken);
    for (let keys = REPAIR_CHUNK; keys > 0;) {
      keys = await this.options.heads.recover(REPAIR_CHUNK);
      repaired += keys;
      this.options.onRepaired(repaired);
    }
    return repaired;
  }

  /** Ends what the database has never had. Answers how many keys. */
  async clear(confirmed: readonly Divergence[]): Promise<number> {
    const extra = confirmed.filter(({ kind }) => kind === 'extra');
    await this.note(extra);
    const keys = [...new Set(extra.map(({ key }) => key))];
    let cleared = 0;
    for (let start = 0; start < keys.length; start += REPAIR_CHUNK) {
      cleared += await this.options.heads.endUnknown(keys.slice(start, start + REPAIR_CHUNK));
    }
    return cleared;
  }

  /** Keeps what was shown of the keys: the highest version anywhere, and what the topic, or else a read model, said last. */
  private async note(overtaken: readonly Divergence[]): Promise<void> {
    if (overtaken.length === 0) return;
    const { kafka, topic, pool, heads, readShown, readModels = {} } = this.options;
    const keys = new Set(overtaken.map(({ key }) => key));
    // All at once: the relay recovers what it finds in the table, and must find the whole of it.
    await inTransaction(pool, async (client) => {
      const lost = new LostKeys(client, heads);
      for (const [where, readModel] of Object.entries(readModels)) {
        const shown = overtaken.filter((found) => found.where === where).map(({ key }) => key);
        for (let start = 0; start < shown.length; start += PAGE) {
          await lost.note(await readModel.shown(shown.slice(start, start + PAGE)));
        }
      }
      // Partitions are read side by side, and the connection takes one statement at a time.
      let noted: Promise<void> = Promise.resolve();
      await readTopic(kafka, topic, {
        // Nobody can read them, so nobody was shown anything. They are counted already.
        onUnreadable: () => undefined,
        onRecords: (records) => {
          const shown = records.flatMap((record) => (keys.has(String(record.key)) ? (readShown(record) ?? []) : []));
          return (noted = noted.then(() => lost.note(shown)));
        },
      });
    });
  }
}
