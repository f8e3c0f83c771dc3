import type { Kafka } from 'kafkajs';
import { FlexibleReader, varint } from './flexible-encoding.js';

/** The inner parts of kafkajs that send a request for which it has no function. */
interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  brokerPool: { findConnectedBroker(): Promise<{ connectionPool: { send(call: Call): Promise<string | null> } }> };
}

interface Call {
  request: { apiKey: number; apiVersion: number; apiName: string; encode(): Promise<{ buf: Buffer; buffer: Buffer }> };
  response: { decode(raw: Buffer): Promise<Buffer>; parse(raw: Buffer): Promise<string | null> };
}

const METADATA = { apiKey: 3, apiVersion: 12, apiName: 'Metadata' };
const NO_ERROR = 0;

/**
 * Reads topic ids, which distinguish a topic from an earlier one with the same name. Metadata has them since version
 * 10; kafkajs supports up to version 6, so the request is written and its answer read here.
 */
export class TopicIds {
  private readonly cluster: Cluster;

  constructor(client: Kafka) {
    const make = Object.getOwnPropertySymbols(client).find(({ description }) => description?.endsWith('createCluster'));
    if (!make) throw new Error('This version of kafkajs has another inside than the one that this was written for');
    const factories = client as unknown as Record<symbol, (options: object) => Cluster>;
    this.cluster = (factories[make] as (options: object) => Cluster)({ allowAutoTopicCreation: false });
  }

  /** Null if the topic does not exist. */
  async of(topic: string): Promise<string | null> {
    await this.cluster.connect();
    const broker = await this.cluster.brokerPool.findConnectedBroker();
    const buffer = metadataRequest(topic);
    return await broker.connectionPool.send({
      request: { ...METADATA, encode: async () => ({ buf: buffer, buffer }) },
      response: { decode: async (raw) => raw, parse: async (raw) => topicId(raw) },
    });
  }

  async close(): Promise<void> {
    await this.cluster.disconnect();
  }
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
