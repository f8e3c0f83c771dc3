import { escapeLiteral } from 'pg';

interface Held {
  topic: string;
  partition: number;
  epoch: bigint;
  position: bigint;
}

const advance = (consumer: string, topic: string, partition: string, epoch: string, from: string, to: string) => `
UPDATE consumer_offsets
   SET next_offset = ${to}, unfinished_claims = 0, alone_offset = NULL, updated_at = now()
 WHERE consumer = ${consumer} AND topic = ${topic} AND partition = ${partition}
   AND epoch = ${epoch} AND next_offset = ${from}`;

/** $1 consumer, $2 topic, $3 partition, $4 epoch, $5 previous next_offset, $6 new one. No row: somebody else has it. */
export const ADVANCE_OFFSET_SQL = advance('$1', '$2', '$3', '$4', '$5', '$6');

/** The SQLSTATE (`division_by_zero`) with which {@link advanceAndCommitSql} says that somebody else has the partition. */
export const NOT_ADVANCED = '22012';

/** Two statements in one message, which can't have parameters. When the first one fails, nothing is committed. */
export function advanceAndCommitSql(consumer: string, held: Held, nextOffset: bigint): string {
  const { partition, epoch, position } = held;
  const update = advance(
    escapeLiteral(consumer),
    escapeLiteral(held.topic),
    String(partition),
    String(epoch),
    String(position),
    String(nextOffset),
  );
  return `WITH advanced AS (${update} RETURNING 1) SELECT 1 / count(*) FROM advanced; COMMIT`;
}
