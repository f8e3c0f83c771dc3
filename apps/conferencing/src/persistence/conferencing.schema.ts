import type { AppSchema } from '@conferencing/database';
import { MESSAGING_MIGRATIONS } from '@conferencing/messaging';
import { OUTBOX_MIGRATIONS } from '@conferencing/outbox';
import { FUNCTIONS } from './functions/functions.js';
import { MIGRATIONS } from './migrations/migrations.js';
import { TAKEN_OVER } from './migrations/taken-over.js';

/** Everything that `migrate` makes in this app's database, and that its processes look for when they start. */
export const CONFERENCING_SCHEMA: AppSchema = {
  libraries: [OUTBOX_MIGRATIONS, MESSAGING_MIGRATIONS],
  migrations: MIGRATIONS,
  functions: FUNCTIONS,
  schemas: [],
  takenOver: TAKEN_OVER,
};
