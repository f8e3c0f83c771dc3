import { decodeConferencingUpdated, TOPICS } from '@conferencing/contracts';
import { Kafka } from 'kafkajs';

const consumer = new Kafka({ brokers: [process.env.KAFKA_BROKER], logLevel: 2 }).consumer({ groupId: `${Date.now()}` });
const hosts = new Map();
const apply = async ({ message }) => {
  const [pair, { kind, version, event }] = [String(message.key), decodeConferencingUpdated(message)];
  if (kind === 'tombstone') hosts.delete(pair);
  else if (version > (hosts.get(pair)?.version ?? 0)) hosts.set(pair, event);
  console.log(pair, hosts.get(pair)?.version ?? 'gone', hosts.get(pair)?.data?.external_user.email ?? '-');
};
await consumer.connect();
await consumer.subscribe({ topic: TOPICS.conferencingUpdated, fromBeginning: true });
await consumer.run({ eachMessage: (record) => apply(record).catch((error) => console.error(error.message)) });
