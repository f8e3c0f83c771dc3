import { createServer, type Server } from 'node:http';
import { SCHEMAS, TOPICS } from '@conferencing/contracts';
import { consumerCases, type ConsumerCase } from '@conferencing/contracts/testing';
import { KafkajsKafka, readKafkaSettings } from '@conferencing/messaging';
import { type PrivateKafka, startPrivateKafka } from '@conferencing/testing';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A broker whose topic holds the records of every consumer case, and the schema as conferencing serves it. */
export class TopicOfCases {
  private constructor(
    readonly broker: PrivateKafka,
    private readonly server: Server,
    readonly cases: readonly ConsumerCase[],
  ) {}

  static async start(): Promise<TopicOfCases> {
    const broker = await startPrivateKafka();
    const kafka = new KafkajsKafka(readKafkaSettings({ KAFKA_BROKERS: broker.brokers }), silent);
    const admin = kafka.admin();
    await admin.connect();
    const config = { 'cleanup.policy': 'compact' };
    await admin.createTopics([{ name: TOPICS.conferencingUpdated, partitions: 6, replicationFactor: 1, config }]);
    await admin.close();
    const cases = consumerCases();
    const producer = kafka.producer({});
    await producer.connect();
    await producer.send(
      TOPICS.conferencingUpdated,
      cases.flatMap(({ records }) => records),
    );
    await producer.close();
    const server = createServer((_request, response) => response.end(JSON.stringify(SCHEMAS.conferencingUpdated)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TopicOfCases(broker, server, cases);
  }

  get environment(): Record<string, string> {
    const { port } = this.server.address() as { port: number };
    const brokers = this.broker.brokers;
    return { KAFKA_BROKER: brokers, KAFKA_BROKERS: brokers, SCHEMA_URL: `http://127.0.0.1:${port}/schema.json` };
  }

  /** What a consumer has to show in the end: host by pair, `-` for nobody, nothing for what is gone. */
  get hosts(): Record<string, string> {
    const all = this.cases.flatMap(({ hosts }) => Object.entries(hosts));
    return Object.fromEntries(all.map(([pair, host]) => [pair, host ?? '-']));
  }

  get malformed(): number {
    return this.cases.reduce((sum, { malformed }) => sum + malformed, 0);
  }

  async stop(): Promise<void> {
    this.server.close();
    await this.broker.stop();
  }
}

/** The state that a subscriber printed: lines of pair, version and host; the last one of a pair counts. */
export function printedHosts(output: string): Record<string, string> {
  const lines = output.split('\n').flatMap((line) => /^(srv_\S+) (\d+|gone) (\S+)$/.exec(line) ?? []);
  const hosts = new Map<string, string>();
  for (let index = 0; index < lines.length; index += 4) {
    const [, pair, version, host] = lines.slice(index, index + 4) as [string, string, string, string];
    if (version === 'gone') hosts.delete(pair);
    else hosts.set(pair, host);
  }
  return Object.fromEntries(hosts);
}
