import { decodeConferencingUpdated, TOPICS } from '@conferencing/contracts';
import { Kafka } from 'kafkajs';

const hosts = new Map();
const kafka = new Kafka({ brokers: [process.env.KAFKA_BROKER ?? 'localhost:9092'], logLevel: 2 });
const consumer = kafka.consumer({ groupId: `who-hosts-${process.pid}` });
await consumer.connect();
await consumer.subscribe({ topic: TOPICS.conferencingUpdated, fromBeginning: true });
const eachMessage = async ({ message }) => {
  const change = decodeConferencingUpdated(message);
  const pair = String(message.key);
  if (change.kind === 'tombstone') hosts.delete(pair);
  else if (change.version > (hosts.get(pair)?.version ?? 0))
    hosts.set(pair, { version: change.version, host: change.event.data?.external_user.email });
  console.log(pair, hosts.get(pair)?.version ?? 'gone', hosts.get(pair)?.host ?? '-');
};
await consumer.run({ eachMessage: (record) => eachMessage(record).catch((error) => console.error(error.message)) });
