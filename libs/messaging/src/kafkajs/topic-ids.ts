import { FlexibleReader, varint } from './flexible-encoding.js';
import type { OwnRequests } from './own-requests.js';

const METADATA = { apiKey: 3, apiVersion: 12, apiName: 'Metadata' };
const NO_ERROR = 0;

/**
 * Reads a topic's id, which distinguishes it from an earlier one with the same name; null if it does not exist. Metadata
 * has ids since version 10; kafkajs supports up to version 6.
 */
export function topicIdOf(requests: OwnRequests, topic: string): Promise<string | null> {
  return requests.send(METADATA, metadataRequest(topic), topicId);
}

/** The end of a flexible request header, and the body: one topic by name, no creation, no authorized operations. */
function metadataRequest(topic: string): Buffer {
  const name = Buffer.from(topic);
  const noTags = Buffer.from([0]);
  const oneTopic = Buffer.concat([Buffer.from([2]), Buffer.alloc(16), varint(name.length + 1), name, noTags]);
  return Buffer.concat([noTags, oneTopic, Buffer.from([0, 0]), noTags]);
}

/** Reads up to the first topic's id. */
function topicId(raw: Buffer): string | null {
  const reader = new FlexibleReader(raw);
  reader.tags();
  reader.skip(4);
  for (let brokers = reader.varint() - 1; brokers > 0; brokers -= 1) {
    reader.skip(4);
    reader.text();
    reader.skip(4);
    reader.text();
    reader.tags();
  }
  reader.text();
  reader.skip(4);
  reader.varint();
  const errorCode = reader.take(2).readInt16BE();
  reader.text();
  return errorCode === NO_ERROR ? reader.take(16).toString('hex') : null;
}
