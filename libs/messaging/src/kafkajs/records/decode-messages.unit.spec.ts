import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { crc32c } from './crc32c.js';
import { decodeMessages } from './decode-messages.js';
import { encodeRecord } from './encode-record.js';
import { END, type EndOfBatch } from './fetched-end.js';
import { filterAborted } from './filter-aborted.js';

const load = createRequire(__filename);
const Decoder = load('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => Parameters<typeof decodeMessages>[0];

interface Message {
  offset: string;
  value: Buffer | null;
  key: Buffer | null;
  [END]?: EndOfBatch[typeof END];
}

interface Parts {
  first?: number;
  values?: string[];
  codec?: number;
  transactional?: boolean;
  control?: boolean;
  producerId?: number;
  /** Larger than the last record, as after compaction. */
  lastOffsetDelta?: number;
  body?: Buffer;
}

function batchOf({
  first = 0,
  values = ['a'],
  codec = 0,
  transactional = false,
  control = false,
  producerId = -1,
  lastOffsetDelta = values.length - 1,
  body = Buffer.concat(values.map((value, offsetDelta) => encodeRecord({ offsetDelta, key: value, value }).buffer)),
}: Parts): Buffer {
  const batch = Buffer.concat([Buffer.alloc(61), codec === 1 ? gzipSync(body) : body]);
  batch.writeBigInt64BE(BigInt(first), 0);
  batch.writeInt32BE(batch.length - 12, 8);
  batch.writeInt8(2, 16);
  batch.writeInt16BE(codec | (transactional ? 0x10 : 0) | (control ? 0x20 : 0), 21);
  batch.writeInt32BE(lastOffsetDelta, 23);
  batch.writeBigInt64BE(BigInt(producerId), 43);
  batch.writeInt32BE(values.length, 57);
  batch.writeUInt32BE(crc32c(batch.subarray(21)), 17);
  return batch;
}

async function decode(...batches: Buffer[]): Promise<Message[]> {
  const bytes = Buffer.concat(batches);
  const size = Buffer.alloc(4);
  size.writeInt32BE(bytes.length);
  return (await decodeMessages(new Decoder(Buffer.concat([size, bytes])))) as Message[];
}

const valuesOf = (messages: Message[]) => messages.flatMap(({ value }) => (value === null ? [] : [String(value)]));
const foundIn = (messages: Message[]) => messages.flatMap((message) => message[END]?.unreadable ?? []);

describe('the records of a fetch', () => {
  it('end where their batch ends, even if compaction has removed the last ones or all', async () => {
    const messages = await decode(
      batchOf({ values: ['a', 'b'], lastOffsetDelta: 4 }),
      batchOf({ first: 5, values: [], lastOffsetDelta: 2 }),
    );
    expect(valuesOf(messages)).toEqual(['a', 'b']);
    expect(messages.at(-1)?.offset).toBe('7');
  });

  it('may be more than the arguments of a call', async () => {
    const values = Array.from({ length: 150_000 }, () => 'x');
    expect(valuesOf(await decode(batchOf({ values, codec: 1 })))).toHaveLength(values.length);
  });

  it.each([
    ['an unknown codec', batchOf({ first: 4, codec: 6 }), 'Codec 6 is not known'],
    ['what is not compressed', batchOf({ first: 4, codec: 4 }), ''],
    ['what is no LZ4', batchOf({ first: 4, codec: 3 }), 'This is no LZ4 frame'],
    ['what is no Snappy', batchOf({ first: 4, codec: 2, body: Buffer.from([3, 0xff]) }), ''],
    ['a record that ends too early', batchOf({ first: 4, body: Buffer.from([20, 0, 0]) }), 'beyond it'],
    ['a record with more behind it', batchOf({ first: 4, body: Buffer.from([14, 0, 0, 0, 1, 1, 0, 9]) }), 'goes on'],
    ['a number without an end', batchOf({ first: 4, body: Buffer.alloc(40, 0xff) }), ''],
  ])('are kept as bytes with their reason when they hold %s, between good ones', async (_name, bad, reason) => {
    const messages = await decode(batchOf({ values: ['a'] }), bad, batchOf({ first: 5, values: ['b'] }));
    expect(valuesOf(messages)).toEqual(['a', 'b']);
    const [found, ...others] = foundIn(messages);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ firstOffset: 4n, lastOffset: 4n, bytes: bad });
    expect(found?.reason).toContain(reason);
  });

  it('are never decoded from damaged bytes, and do not wait for them without end', async () => {
    const good = batchOf({ values: ['a'] });
    const damaged = batchOf({ first: 1, codec: 1, values: ['b'] });
    damaged.writeUInt8(damaged.readUInt8(75) ^ 0x55, 75);
    expect(valuesOf(await decode(good, damaged))).toEqual(['a']);
    const [only, ...others] = await decode(damaged);
    expect(others).toEqual([]);
    expect(only?.[END]?.failure?.message).toContain('wrong checksum');
    for (const length of [-12, 0, 1_000_000]) {
      damaged.writeInt32BE(length, 8);
      expect((await decode(damaged))[0]?.[END]?.failure).toBeDefined();
    }
  });

  it('never throw, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 7 }), fc.uint8Array({ maxLength: 200 }), async (codec, bytes) => {
        const messages = await decode(
          batchOf({ codec, body: Buffer.from(bytes) }),
          batchOf({ first: 1, values: ['b'] }),
        );
        expect(messages.at(-1)?.offset).toBe('1');
      }),
      { numRuns: 200 },
    );
  });

  it('belong to no aborted transaction', async () => {
    const abort = encodeRecord({ key: Buffer.from([0, 0, 0, 0]), value: Buffer.alloc(6) }).buffer;
    const messages = await decode(
      batchOf({ values: ['1a'], producerId: 1, transactional: true }),
      batchOf({ first: 1, values: ['2a', '\0\0\0\0', '2b'], producerId: 2, transactional: true }),
      batchOf({ first: 4, codec: 6, producerId: 2, transactional: true }),
      batchOf({ first: 5, values: [''], body: abort, control: true, transactional: true, producerId: 2 }),
      batchOf({ first: 6, values: ['2c'], producerId: 2, transactional: true }),
      batchOf({ first: 7, values: ['plain'] }),
    );
    const abortedTransactions = [
      { producerId: '1', firstOffset: '0' },
      { producerId: '2', firstOffset: '0' },
    ];
    const kept = filterAborted({ messages: messages as never, abortedTransactions }) as Message[];
    expect(valuesOf(kept.filter((message) => !(message as { isControlRecord?: boolean }).isControlRecord))).toEqual([
      '2c',
      'plain',
    ]);
    expect(foundIn(messages).map(({ aborted }) => aborted)).toEqual([true]);
  });
});
