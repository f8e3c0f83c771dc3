/** Of an answer that changes several pairs. */
export const BATCH_ID = {
  type: String,
  nullable: true,
  example: 'bat_d025a96ac0c6',
  description: 'What the events of all changes carry, for an undo; null on `dry_run` and when nothing changed.',
} as const;
