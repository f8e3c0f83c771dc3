import { assert, asyncProperty, array, boolean, constantFrom, record } from 'fast-check';
import { BreakerTripped, PoisonRecordError, TransientFailure } from '../apply/apply.errors.js';
import { keyId } from '../apply/key-id.js';
import type { KafkaRecord } from '../kafka/kafka.port.js';
import { Isolation } from './isolation.js';

interface Sent {
  key: string | null;
  bad: boolean;
}

const toRecord = ({ key, bad }: Sent, index: number): KafkaRecord => ({
  topic: 't',
  partition: 0,
  offset: BigInt(index),
  timestamp: new Date(0),
  timestampMs: 0n,
  key: key === null ? null : Buffer.from(key),
  value: Buffer.from(bad ? 'bad' : 'good'),
  headers: {},
  rawHeaders: [],
});

const isBad = ({ value }: KafkaRecord): boolean => String(value) === 'bad';
const unlimited = { unexpected: () => undefined, refused: () => undefined };

/** Fails as a whole if a record is bad, sometimes naming the record, and then leaves no changes. */
function handler(applied: KafkaRecord[], knowing: boolean): (records: readonly KafkaRecord[]) => Promise<void> {
  return async (records) => {
    const bad = records.filter(isBad);
    if (bad.length > 0 && knowing) throw new PoisonRecordError(bad.map((each) => ({ record: each, reasons: ['bad'] })));
    if (bad.length > 0) throw new RangeError('bad');
    applied.push(...records);
  };
}

it('whatever fails: each record is applied or set aside, in order, and no key overtakes its own', async () => {
  const sent = array(record({ key: constantFrom('a', 'b', 'c', null), bad: boolean() }), { maxLength: 40 });
  await assert(
    asyncProperty(sent, boolean(), constantFrom(undefined, 'a'), async (batch, knowing, blockedKey) => {
      const records = batch.map(toRecord);
      const applied: KafkaRecord[] = [];
      const blocked = new Map<string, bigint>();
      if (blockedKey) blocked.set(keyId(Buffer.from(blockedKey)) ?? '', -1n);
      const isolation = new Isolation(handler(applied, knowing), blocked, unlimited);
      await isolation.apply(records);

      const aside = isolation.setAside.map((each) => each.record);
      expect(new Set([...applied, ...aside])).toEqual(new Set(records));
      expect(applied.length + aside.length).toBe(records.length);
      for (const key of ['a', 'b', 'c']) {
        const ofKey = records.filter((each) => String(each.key) === key);
        const firstBad = key === blockedKey ? 0 : ofKey.findIndex(isBad);
        const expected = firstBad < 0 ? ofKey : ofKey.slice(0, firstBad);
        expect(applied.filter((each) => String(each.key) === key)).toEqual(expected);
      }
      const keyless = records.filter(({ key }) => key === null);
      expect(applied.filter(({ key }) => key === null)).toEqual(keyless.filter((each) => !isBad(each)));
    }),
  );
});

it('a failure without a bad record is passed on', async () => {
  const away = new TransientFailure('away');
  const isolation = new Isolation(() => Promise.reject(away), new Map(), unlimited);
  await expect(isolation.apply([toRecord({ key: 'a', bad: false }, 0)])).rejects.toBe(away);
});

it('too many failing keys are not the records’ fault', async () => {
  const limits = {
    unexpected: (keys: ReadonlySet<string>) => (keys.size > 3 ? keys.size : undefined),
    refused: () => undefined,
  };
  const isolation = new Isolation(() => Promise.reject(new Error('x')), new Map(), limits);
  const records = Array.from({ length: 100 }, (_, index) => toRecord({ key: `k${index}`, bad: true }, index));
  await expect(isolation.apply(records)).rejects.toThrow(BreakerTripped);
});
