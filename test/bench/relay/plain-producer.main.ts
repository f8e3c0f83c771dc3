import { plainProducer } from '../../../libs/messaging/test/plain-producer.js';
import { type RawRun, recordsInMemory, sendFromMemory } from './raw-producer.js';

/** Sends once to warm up and once to be measured; reports the records per second. */
async function main(): Promise<void> {
  const { brokers, topic, rows, keys, rest } = JSON.parse(process.env.RAW_RUN ?? '') as RawRun;
  const records = recordsInMemory(rows, keys, rest);
  await sendFromMemory(() => plainProducer(brokers), topic, records);
  process.send!(await sendFromMemory(() => plainProducer(brokers), topic, records));
}

void main().finally(() => process.disconnect());
