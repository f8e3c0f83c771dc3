import type { OutboxLog } from '../outbox-log.port.js';
import type { LostKeys } from './lost-keys.js';
import { DatabaseReplacedError, TopicReplacedError } from './recovery.errors.js';
import { KNOWN_TOPIC, LOOKED } from './recovery.sql.js';
import type { ShownTopic, TopicPosition } from './shown-topic.port.js';
import type { Statements } from './statements.port.js';

export interface LookParts {
  database: Statements;
  owner: string;
  topic: ShownTopic;
  lost: LostKeys;
  log: OutboxLog;
}

export interface LookResult {
  /** Keys of the database of which the topic shows more. */
  overtaken: number;
  topicId: string;
  ends: bigint[];
}

interface KnownTopic {
  topic_id: string;
  next_offsets: string[];
}

/** Reads the records in the topic that the database does not know to be its own: normally none or a few. */
export class TopicLook {
  constructor(private readonly parts: LookParts) {}

  /**
   * @param stamp the stamp that this relay has just written, which must still be stored at the end
   * @throws TopicReplacedError, DatabaseReplacedError, KafkaError
   */
  async run(stamp: string): Promise<LookResult> {
    const { database, owner, topic, lost, log } = this.parts;
    const { rows } = await database.query<KnownTopic>({ text: KNOWN_TOPIC, values: [topic.name] });
    const position = await topic.position();
    const from = startOf(topic.name, rows[0], position);
    const found = { records: 0, overtaken: 0, unknown: 0 };
    let reached = position.ends;
    if (position.ends.some((end, partition) => end > (from[partition] ?? 0n))) {
      reached = await topic.read(from, async (heads) => {
        const { overtaken, unknown } = await lost.judge(heads);
        found.records += heads.length;
        found.overtaken += overtaken;
        found.unknown += unknown;
      });
    }
    const values = [owner, [stamp], topic.name, position.id, reached.map(String)];
    if ((await database.query({ text: LOOKED, values })).rowCount !== 1) throw new DatabaseReplacedError();
    if (found.overtaken > 0) log.warn(found, 'The topic shows more than the database knows: its versions jump past it');
    else log.info(found, 'Looked at the end of the topic');
    return { overtaken: found.overtaken, topicId: position.id, ends: reached };
  }
}

/** The start offsets: the beginning of the topic if no position was ever stored. */
function startOf(topic: string, known: KnownTopic | undefined, { id, begins, ends }: TopicPosition): bigint[] {
  if (known === undefined) return begins;
  if (known.topic_id !== id) throw new TopicReplacedError(topic, 'was deleted and created again');
  return ends.map((end, partition) => {
    const next = BigInt(known.next_offsets[partition] ?? 0);
    if (next > end) {
      throw new TopicReplacedError(topic, `ends at ${end} in partition ${partition}, but was written up to ${next}`);
    }
    const begin = begins[partition] ?? 0n;
    return next > begin ? next : begin;
  });
}
