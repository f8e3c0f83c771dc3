import { createRequire } from 'node:module';
import type { OwnRequests } from './own-requests.js';

const load = createRequire(__filename);
const { createErrorFromCode } = load('kafkajs/src/protocol/error') as { createErrorFromCode(code: number): Error };
const Encoder = load('kafkajs/src/protocol/encoder') as new () => RequestEncoder;

interface RequestEncoder {
  readonly buffer: Buffer;
  writeInt8(value: number): RequestEncoder;
  writeInt32(value: number): RequestEncoder;
  writeString(text: string): RequestEncoder;
}

/** Version 0 is not flexible, and every broker since 2.3 has it. */
const INCREMENTAL_ALTER_CONFIGS = { apiKey: 44, apiVersion: 0, apiName: 'IncrementalAlterConfigs' };
const TOPIC = 2;
const SET = 0;
const NOT_ONLY_VALIDATED = 0;
const NO_ERROR = 0;

/**
 * Sets these settings of a topic and keeps all others: kafkajs knows the older request only, which resets every setting
 * that it does not name.
 */
export async function setTopicConfig(
  requests: OwnRequests,
  topic: string,
  config: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(config);
  const body = new Encoder().writeInt32(1).writeInt8(TOPIC).writeString(topic).writeInt32(entries.length);
  for (const [name, value] of entries) body.writeString(name).writeInt8(SET).writeString(value);
  body.writeInt8(NOT_ONLY_VALIDATED);
  const error = await requests.send(INCREMENTAL_ALTER_CONFIGS, body.buffer, readError);
  if (error !== null) throw error;
}

/** Reads up to the error of the first, and only, resource. */
function readError(answer: Buffer): Error | null {
  const code = answer.readInt16BE(8);
  if (code === NO_ERROR) return null;
  const error = createErrorFromCode(code);
  const length = answer.readInt16BE(10);
  if (length > 0) error.message = answer.toString('utf8', 12, 12 + length);
  return error;
}
