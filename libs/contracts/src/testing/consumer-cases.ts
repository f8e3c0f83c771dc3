import type { KafkaRecord } from '../records/kafka-record.js';
import { pairKey } from '../records/pair-key.js';
import { fakeConferencing, fakeEvent, fakeRecord, fakeTombstone } from './fake-event.js';

/** What a consumer has to do right: these records, in this order, leave this state. */
export interface ConsumerCase {
  name: string;
  records: KafkaRecord[];
  /** Email of the host by key, null when nobody hosts. A key that is missing must not be stored (any more). */
  hosts: Record<string, string | null>;
  /** Records that no consumer may apply; put them aside, and go on. */
  malformed: number;
}

/** Every case with ids of its own. Feed the records of each to your consumer and compare what it stored. */
export function consumerCases(): ConsumerCase[] {
  return [aHost(), anotherHost(), nobody(), tombstone(), duplicates(), unknownFields(), unreadable()];
}

const emailOf = (record: KafkaRecord): string =>
  (JSON.parse(record.value!) as { data: { external_user: { email: string } } }).data.external_user.email;

function pairOf(): { service_id: string; provider_id: string } {
  const { service_id, provider_id } = fakeEvent();
  return { service_id, provider_id };
}

function aHost(): ConsumerCase {
  const record = fakeRecord();
  return { name: 'a host', records: [record], hosts: { [record.key]: emailOf(record) }, malformed: 0 };
}

function anotherHost(): ConsumerCase {
  const pair = pairOf();
  const records = [fakeRecord({ ...pair, version: 1 }), fakeRecord({ ...pair, version: 2 })];
  return { name: 'another host', records, hosts: { [pairKey(pair)]: emailOf(records[1]!) }, malformed: 0 };
}

function nobody(): ConsumerCase {
  const pair = pairOf();
  const records = [fakeRecord({ ...pair, version: 1 }), fakeRecord({ ...pair, version: 2, data: null })];
  return { name: 'nobody hosts any more', records, hosts: { [pairKey(pair)]: null }, malformed: 0 };
}

function tombstone(): ConsumerCase {
  const pair = pairOf();
  const records = [fakeRecord({ ...pair, version: 1 }), fakeTombstone(pair, 1)];
  return { name: 'the pair left the catalog', records, hosts: {}, malformed: 0 };
}

/** As after a restart of the producer or the consumer: an older record comes once more. */
function duplicates(): ConsumerCase {
  const pair = pairOf();
  const [first, second] = [fakeRecord({ ...pair, version: 1 }), fakeRecord({ ...pair, version: 2 })];
  const records = [first, second, second, first];
  return { name: 'records that come again', records, hosts: { [pairKey(pair)]: emailOf(second) }, malformed: 0 };
}

/** As of a later minor version: a field more, and a status that nobody knows yet. */
function unknownFields(): ConsumerCase {
  const pair = pairOf();
  const data = fakeConferencing(pair);
  const event = fakeEvent({ ...pair, data: { ...data, external_user: { ...data.external_user, status: 'on_leave' } } });
  const known = fakeRecord({ ...event, data });
  const record = { ...known, value: JSON.stringify({ ...event, a_later_field: { of: 'a later version' } }) };
  const hosts = { [pairKey(pair)]: data.external_user.email };
  return { name: 'what a later version adds', records: [record], hosts, malformed: 0 };
}

function unreadable(): ConsumerCase {
  const good = fakeRecord();
  const broken = fakeRecord();
  const records = [{ ...broken, value: broken.value!.slice(0, 20) }, good];
  return { name: 'a malformed record', records, hosts: { [good.key]: emailOf(good) }, malformed: 1 };
}
