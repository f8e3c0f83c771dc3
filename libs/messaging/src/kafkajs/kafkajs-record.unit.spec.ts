import { decodeConferencingUpdated } from '@conferencing/contracts';
import assigned from '../../../contracts/fixtures/v1.0.0/conferencing.updated/assigned.json';
import { toKafkaRecord } from './kafkajs-record.js';

function received(headers: Record<string, string | string[]>) {
  const message = { offset: '7', timestamp: '1700000000000', attributes: 0, headers };
  const [key, value] = [assigned.key, JSON.stringify(assigned.value)].map((text) => Buffer.from(text));
  return toKafkaRecord('conferencing.updated', 3, { ...message, key: key!, value: value! });
}

it('a repeated header reaches the decoder twice', () => {
  const { ce_type: type } = assigned.headers;
  expect(decodeConferencingUpdated(received(assigned.headers)).version).toBe(1);
  for (const twice of [
    ['conferencing.updated.v2', type],
    [type, 'conferencing.updated.v2'],
  ]) {
    const record = received({ ...assigned.headers, ce_type: twice });
    expect(() => decodeConferencingUpdated(record)).toThrow('ce_type must be there once');
  }
});
