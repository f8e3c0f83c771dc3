import { createRequire } from 'node:module';
import type { OwnRequests } from './own-requests.js';

const load = createRequire(__filename);
const { createErrorFromCode } = load('kafkajs/src/protocol/error') as { createErrorFromCode(code: number): Error };

/** Version 0 is not flexible, and every broker since 2.3 has it. */
const INCREMENTAL_ALTER_CONFIGS = { apiKey: 44, apiVersion: 0, apiName: 'IncrementalAlterConfigs' };
const TOPIC = 2;
const SET = 0;
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
  const body = Buffer.concat([
    int32(1),
    int8(TOPIC),
    string(topic),
    int32(entries.length),
    ...entries.flatMap(([name, value]) => [string(name), int8(SET), string(value)]),
    int8(0), // validate only: no
  ]);
  const error = await requests.send(INCREMENTAL_ALTER_CONFIGS, body, readError);
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

function int8(value: number): Buffer {
  return Buffer.of(value);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
