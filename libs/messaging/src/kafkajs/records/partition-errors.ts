import { endWith } from './fetched-end.js';

interface PartitionAnswer {
  errorCode: number;
  messages: unknown[];
}

interface FetchAnswer {
  responses: { topicName: string; partitions: PartitionAnswer[] }[];
}

/** Errors by which a broker says that it cannot or must not read one partition: the others are not affected. */
const OF_ONE_PARTITION = new Set([-1, 2, 29, 56]);

/** Keeps an error of a single partition with that partition; kafkajs lets it end the whole fetch. */
export function withPartitionErrors<A extends FetchAnswer>(answer: A, errorOf: (code: number) => Error): A {
  for (const { partitions } of answer.responses) {
    for (const partition of partitions) {
      if (!OF_ONE_PARTITION.has(partition.errorCode)) continue;
      partition.messages = [endWith(errorOf(partition.errorCode))];
      partition.errorCode = 0;
    }
  }
  return answer;
}
