import { CE_HEADERS } from '@conferencing/contracts';
import type { KafkaRecord } from '@conferencing/messaging';

/**
 * The newest record of each key by the version that its headers tell, without decoding any of them: a topic that
 * repeats its keys is read several times as fast. Records without a usable key or version are all kept.
 */
export class NewestRecords {
  private readonly newest = new Map<string, { version: number; record: KafkaRecord }>();
  private odd: KafkaRecord[] = [];

  get size(): number {
    return this.newest.size + this.odd.length;
  }

  add(record: KafkaRecord): void {
    const version = Number(record.headers[CE_HEADERS.sequence] ?? Number.NaN);
    const key = record.key?.toString('latin1');
    if (key === undefined || !Number.isSafeInteger(version)) {
      this.odd.push(record);
      return;
    }
    const known = this.newest.get(key);
    // At the same version the later record wins: a resend is equal, and a tombstone comes after its event.
    if (known === undefined || version >= known.version) this.newest.set(key, { version, record });
  }

  take(): KafkaRecord[] {
    const records = Array.from(this.newest.values(), ({ record }) => record);
    records.push(...this.odd);
    this.newest.clear();
    this.odd = [];
    return records;
  }
}
