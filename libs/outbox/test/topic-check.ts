import { type KafkaPort, readTopic } from '@conferencing/messaging';
import { VERSION_HEADER } from './relay-headers.js';

export interface TopicCheck {
  records: number;
  /** Records of a version that the key had already reached. */
  repeated: number;
  /** Records of a version that came before a lower one: their key and version. */
  outOfOrder: string[];
  /** Versions with two different events: their key and version. */
  twoMeanings: string[];
  /** Unreadable ranges of offsets. */
  unreadable: number;
  /** The version of each key's last record; -1 × version for a tombstone. */
  last: Map<string, number>;
}

/** Reads the whole topic and checks the order within each key: a new version must follow the previous one. */
export async function checkTopic(kafka: KafkaPort, topic: string): Promise<TopicCheck> {
  const reached = new Map<string, number>();
  const ids = new Map<string, string>();
  const check: TopicCheck = {
    records: 0,
    repeated: 0,
    outOfOrder: [],
    twoMeanings: [],
    unreadable: 0,
    last: new Map(),
  };
  await readTopic(kafka, topic, {
    onUnreadable: (_partition, ranges) => void (check.unreadable += ranges.length),
    onRecords: (records) => {
      for (const record of records) {
        const key = String(record.key);
        const version = Number(record.headers[VERSION_HEADER]);
        const highest = reached.get(key) ?? 0;
        check.records += 1;
        const [place, id] = [`${key} ${version}`, String(record.headers.ce_id)];
        if ((ids.get(place) ?? id) !== id) check.twoMeanings.push(place);
        ids.set(place, id);
        if (version <= highest) check.repeated += 1;
        else if (version > highest + 1) check.outOfOrder.push(`${key} ${highest} → ${version}`);
        reached.set(key, Math.max(highest, version));
        check.last.set(key, record.value === null ? -version : version);
      }
    },
  });
  return check;
}
