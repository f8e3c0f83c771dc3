import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { kafkaProgram, testBrokers } from '@conferencing/testing';

export interface ForeignStep {
  topic: string;
  partition?: number;
  codec?: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';
  how?: 'plain' | 'commit' | 'abort';
  /** `zeros*N` is N bytes of zero, `name*N` is N values. */
  values: string[];
}

/** Sends with Kafka's own Java client, which supports what ours does not: codecs, and transactions. */
export async function produceWithJava(steps: readonly ForeignStep[], brokers = testBrokers().join(',')): Promise<void> {
  const { java, jars } = await kafkaProgram();
  const words = steps.flatMap(({ topic, partition = 0, codec = 'none', how = 'plain', values }) => [
    topic,
    String(partition),
    codec,
    how,
    values.join(','),
  ]);
  const program = join(__dirname, 'java/ForeignProducer.java');
  await promisify(execFile)(java, ['-Xmx1g', '-cp', join(jars, '*'), program, brokers, ...words]);
}
