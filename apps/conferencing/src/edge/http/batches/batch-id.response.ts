/** The batch id in an answer that changes several pairs. */
export const BATCH_ID = {
  type: String,
  nullable: true,
  example: 'bat_d025a96ac0c6',
  description:
    'The id of these changes, in their events and for an undo. Null with `dry_run` and when nothing changed.',
} as const;
