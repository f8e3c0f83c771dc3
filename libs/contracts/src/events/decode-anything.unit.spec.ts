import fc from 'fast-check';
import assigned from '../../fixtures/v1.0.0/conferencing.updated/assigned.json';
import service from '../../fixtures/v1.0.0/catalog.updated/service-upserted.json';
import type { KafkaRecordInput } from '../records/kafka-record.js';
import { MalformedRecordError } from '../records/malformed-record.errors.js';
import { decodeCatalogUpdated } from './decode-catalog-updated.js';
import { decodeConferencingUpdated } from './decode-conferencing-updated.js';

const decoders = [decodeConferencingUpdated, decodeCatalogUpdated];

/** What a handler would receive: nothing, or the error that parks the record. */
function outcomeOf(decode: (record: KafkaRecordInput) => unknown, record: KafkaRecordInput): unknown {
  try {
    decode(record);
    return undefined;
  } catch (error) {
    return error;
  }
}

const bytes = fc.option(fc.oneof(fc.uint8Array({ maxLength: 200 }).map(Buffer.from), fc.json(), fc.string()));
const headers = fc.dictionary(
  fc.constantFrom(...Object.keys(assigned.headers), '__proto__', 'constructor'),
  fc.oneof(fc.string(), fc.uint8Array().map(Buffer.from), fc.array(fc.string()), fc.constant(undefined)),
);

it('whatever arrives is refused as malformed, and by no other error', () => {
  fc.assert(
    fc.property(fc.constantFrom(...decoders), fc.record({ key: bytes, value: bytes, headers }), (decode, record) => {
      const outcome = outcomeOf(decode, record);

      expect(outcome).toBeInstanceOf(MalformedRecordError);
      expect((outcome as MalformedRecordError).reasons).not.toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

it('a value that is nested as deep as its size allows is refused like any other', () => {
  const value = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

  for (const decode of decoders) expect(outcomeOf(decode, { ...assigned, value })).toBeInstanceOf(MalformedRecordError);
});

it('a value that names the prototype changes none', () => {
  const value = JSON.stringify(service.value).replace('"data":', '"__proto__":{"polluted":true},"data":');

  expect(decodeCatalogUpdated({ key: service.key, value }).event).toEqual(service.value);
  expect({}).not.toHaveProperty('polluted');
});
