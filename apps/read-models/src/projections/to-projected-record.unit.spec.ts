import type { KafkaRecord } from '@conferencing/messaging';
import assigned from '../../../../libs/contracts/fixtures/v1.0.0/conferencing.updated/assigned.json';
import { toProjectedRecord } from './to-projected-record.js';

function record(value: string): KafkaRecord {
  const { headers } = assigned;
  const nothing = { topic: 't', partition: 0, offset: 0n, timestamp: new Date(0), timestampMs: 0n, rawHeaders: [] };
  return { ...nothing, headers, key: Buffer.from(assigned.key), value: Buffer.from(value) };
}

it('an event is put on one line, however deep something unknown in it is', () => {
  const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
  const text = `${JSON.stringify(assigned.value).slice(0, -1)},\r\n"unknown":${deep}\n}`;
  const projected = toProjectedRecord(record(text));
  const value = projected.kind === 'event' ? projected.value.toString() : '';
  expect(value).toHaveLength(text.length);
  expect(value).not.toMatch(/[\r\n]/);
  expect(value.slice(-5)).toBe(']]] }');
});
