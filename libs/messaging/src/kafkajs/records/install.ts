/**
 * Makes kafkajs use the functions of this folder. This must run before kafkajs is loaded: otherwise kafkajs's own slow
 * functions run, and an unreadable batch ends the consumer.
 *
 * @packageDocumentation
 */
import { createRequire } from 'node:module';
import { decodeMessages } from './decode-messages.js';
import { decodeRecord } from './decode-record.js';
import { encodeRecord } from './encode-record.js';
import { filterAborted } from './filter-aborted.js';
import { withPartitionErrors } from './partition-errors.js';
import { type RequestQueue, scheduleCheck } from './request-queue.js';
import { handleBatch, type Runner } from './runner.js';

const load = createRequire(__filename);
const protocol = 'kafkajs/src/protocol';
const record = `${protocol}/recordBatch/record/v0`;
const fetch = `${protocol}/requests/fetch`;

function replace(path: string, exports: unknown): void {
  load(path);
  const loaded = load.cache[load.resolve(path)];
  if (loaded) loaded.exports = exports;
}

replace(`${record}/decoder`, decodeRecord);
replace(record, encodeRecord);
replace(`${fetch}/v4/decodeMessages`, decodeMessages);
replace('kafkajs/src/consumer/filterAbortedMessages', filterAborted);

interface Answers {
  parse(data: Parameters<typeof withPartitionErrors>[0]): Promise<unknown>;
}
const answers = load(`${fetch}/v0/response`) as Answers;
const { createErrorFromCode } = load(`${protocol}/error`) as { createErrorFromCode(code: number): Error };
const { parse } = answers;
// All later versions of the answer use this parser.
answers.parse = async (data) => await parse(withPartitionErrors(data, createErrorFromCode));

const { prototype } = load('kafkajs/src/consumer/runner') as { prototype: Runner };
const original = prototype.handleBatch;
prototype.handleBatch = function (batch) {
  return handleBatch(this, batch, original);
};

const requests = load('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
requests.prototype.scheduleCheckPendingRequests = function () {
  scheduleCheck(this);
};
