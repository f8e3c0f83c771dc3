import { createRequire } from 'node:module';
import fc from 'fast-check';
import { encodeRecord } from './encode-record.js';

const theirs = createRequire(__filename)('kafkajs/src/protocol/recordBatch/record/v0') as typeof encodeRecord;

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const records = fc.record(
  {
    offsetDelta: fc.nat(5_000),
    timestampDelta: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
    key: fc.option(bytes),
    value: fc.option(bytes),
    headers: fc.dictionary(
      fc.oneof(fc.constantFrom('ce_id', 'größe'), fc.string({ maxLength: 200 })),
      fc.oneof(bytes, fc.array(bytes, { maxLength: 3 })),
    ),
  },
  { requiredKeys: [] },
);

it('a record is encoded as kafkajs would encode it', () => {
  fc.assert(
    fc.property(records, (record) => {
      expect(encodeRecord(record).buffer.toString('hex')).toBe(theirs(record).buffer.toString('hex'));
    }),
    { numRuns: 500 },
  );
});
