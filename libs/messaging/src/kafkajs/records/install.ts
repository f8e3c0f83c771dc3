import { createRequire } from 'node:module';
import { decodeRecord } from './decode-record.js';
import { encodeRecord } from './encode-record.js';

/**
 * Makes kafkajs use {@link decodeRecord} and {@link encodeRecord}. It has to happen before anything loads kafkajs; later
 * it changes nothing, and records take as long as before.
 */
const load = createRequire(__filename);
const record = 'kafkajs/src/protocol/recordBatch/record/v0';

function replace(path: string, exports: unknown): void {
  load(path);
  const loaded = load.cache[load.resolve(path)];
  if (loaded) loaded.exports = exports;
}

replace(`${record}/decoder`, decodeRecord);
replace(record, encodeRecord);
