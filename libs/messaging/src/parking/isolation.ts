import { BreakerTripped, BusyRecordsError, PoisonRecordError } from '../apply/apply.errors.js';
import { failureKind } from '../apply/failure-kind.js';
import { keyId } from '../apply/key-id.js';
import type { KafkaRecord } from '../kafka/kafka.port.js';

/**
 * `parked`: it failed itself. `deferred`: it waits for others. `waiting`: an earlier record of its key is one of both.
 */
export interface SetAside {
  record: KafkaRecord;
  state: 'parked' | 'deferred' | 'waiting';
  reasons: readonly string[];
  /** For an unreadable range: its last offset. */
  lastOffset?: bigint;
}

interface Limits {
  /** The number of keys if it is above the limit, otherwise undefined. */
  unexpected(keys: ReadonlySet<string>): number | undefined;
  refused(keys: ReadonlySet<string>): number | undefined;
}

/** Applies a batch in which a record fails: finds the failing records, and sets them and their followers aside. */
export class Isolation {
  readonly setAside: SetAside[] = [];
  readonly unexpected = new Set<string>();
  readonly refused = new Set<string>();

  constructor(
    /** Applies these records completely, or changes nothing and throws. */
    private readonly attempt: (records: readonly KafkaRecord[]) => Promise<void>,
    /** The offset from which records of a key have to wait. */
    private readonly blocked: Map<string, bigint>,
    private readonly limits: Limits,
  ) {}

  /**
   * @throws failures that are not caused by records, and BreakerTripped
   */
  async apply(records: readonly KafkaRecord[]): Promise<void> {
    const runnable = this.withoutBlocked(records);
    if (runnable.length === 0) return;
    try {
      await this.attempt(runnable);
    } catch (error) {
      if (error instanceof BusyRecordsError) return await this.defer(runnable, error);
      if (failureKind(error) !== 'record') throw error;
      await this.divide(runnable, error);
    }
  }

  park(record: KafkaRecord, reasons: readonly string[]): void {
    this.aside(record, 'parked', reasons);
  }

  /** The first record of each key; those behind it wait for it. */
  private async defer(records: readonly KafkaRecord[], error: BusyRecordsError): Promise<void> {
    const busy = new Set(error.records);
    const here = records.filter((record) => busy.has(record));
    if (here.length === 0) throw error;
    for (const record of this.withoutBlocked(here)) {
      const key = keyId(record.key);
      if (key !== null && this.blocked.has(key)) this.setAside.push({ record, state: 'waiting', reasons: [] });
      else this.aside(record, 'deferred', [error.message]);
    }
    await this.apply(records.filter((record) => !busy.has(record)));
  }

  private aside(record: KafkaRecord, state: SetAside['state'], reasons: readonly string[]): void {
    this.setAside.push({ record, state, reasons });
    const key = keyId(record.key);
    if (key === null) return;
    const earlier = this.blocked.get(key);
    if (earlier === undefined || earlier > record.offset) this.blocked.set(key, record.offset);
  }

  private async divide(records: readonly KafkaRecord[], error: unknown): Promise<void> {
    if (error instanceof PoisonRecordError) {
      const here = new Set(records);
      const named = error.poison.filter(({ record }) => here.has(record));
      if (named.length > 0) {
        this.count(
          this.refused,
          named.map(({ record }) => record),
          this.limits.refused,
          error,
        );
        for (const { record, reasons } of named) this.park(record, reasons);
        const poison = new Set(named.map(({ record }) => record));
        return await this.apply(records.filter((record) => !poison.has(record)));
      }
    }
    const [only, second] = records;
    if (only && !second) {
      if (isTooMuch(error)) this.count(this.refused, [only], this.limits.refused, error);
      else this.count(this.unexpected, [only], this.limits.unexpected, error);
      return this.park(only, [describe(error)]);
    }
    const middle = records.length >> 1;
    await this.apply(records.slice(0, middle));
    await this.apply(records.slice(middle));
  }

  private withoutBlocked(records: readonly KafkaRecord[]): readonly KafkaRecord[] {
    if (this.blocked.size === 0) return records;
    return records.filter((record) => {
      const key = keyId(record.key);
      const from = key === null ? undefined : this.blocked.get(key);
      if (from === undefined || record.offset < from) return true;
      this.setAside.push({ record, state: 'waiting', reasons: [] });
      return false;
    });
  }

  private count(keys: Set<string>, records: readonly KafkaRecord[], excess: Limits['refused'], cause: unknown): void {
    for (const record of records) keys.add(keyId(record.key) ?? `offset ${record.offset}`);
    const count = excess(keys);
    if (count !== undefined) throw new BreakerTripped(count, { cause });
  }
}

/** Too deep or too large: this is the record's fault, however many of them arrive. */
function isTooMuch(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  // PostgreSQL's class 54: program limit exceeded.
  if (typeof code === 'string' && /^54\w{3}$/.test(code)) return true;
  return error instanceof RangeError && /call stack|string length|array length|buffer/i.test(String(message));
}

const MAX_REASON = 2_000;

/** For operators, stored in the database. */
export function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return storable(text.slice(0, MAX_REASON));
}

/** PostgreSQL's texts have no NUL, and its JSON no half of a surrogate pair, which cutting a text may leave. */
export function storable(text: string): string {
  return Buffer.from(text.replaceAll('\0', '')).toString();
}
