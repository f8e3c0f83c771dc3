import type { Kafka } from 'kafkajs';

/** The inner parts of kafkajs that send a request for which it has no function. */
interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  brokerPool: { findConnectedBroker(): Promise<{ connectionPool: { send<T>(call: Call<T>): Promise<T> } }> };
}

interface Call<T> {
  request: RequestKind & { encode(): Promise<{ buf: Buffer; buffer: Buffer }> };
  response: { decode(raw: Buffer): Promise<Buffer>; parse(raw: Buffer): Promise<T> };
}

export interface RequestKind {
  apiKey: number;
  apiVersion: number;
  apiName: string;
}

/** Sends requests to any broker that kafkajs can't write, over connections of its own. */
export class OwnRequests {
  private readonly cluster: Cluster;

  constructor(client: Kafka) {
    const make = Object.getOwnPropertySymbols(client).find(({ description }) => description?.endsWith('createCluster'));
    if (!make) throw new Error('This version of kafkajs has another inside than the one that this was written for');
    const factories = client as unknown as Record<symbol, (options: object) => Cluster>;
    this.cluster = (factories[make] as (options: object) => Cluster)({ allowAutoTopicCreation: false });
  }

  /**
   * @param body what follows the request's header up to the client's id
   * @param read gets what follows the correlation id of the answer
   */
  async send<T>(kind: RequestKind, body: Buffer, read: (answer: Buffer) => T): Promise<T> {
    await this.cluster.connect();
    const broker = await this.cluster.brokerPool.findConnectedBroker();
    return await broker.connectionPool.send({
      request: { ...kind, encode: async () => ({ buf: body, buffer: body }) },
      response: { decode: async (raw) => raw, parse: async (raw) => read(raw) },
    });
  }

  async close(): Promise<void> {
    await this.cluster.disconnect();
  }
}
