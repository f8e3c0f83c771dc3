import type { AppSchema } from '@conferencing/database';
import { MESSAGING_MIGRATIONS } from '@conferencing/messaging';
import { LIVE } from './generation.js';
import { MIGRATIONS } from './migrations/migrations.js';
import { TAKEN_OVER } from './migrations/taken-over.js';

/** Everything that `migrate` makes in this app's database, and that its processes look for when they start. */
export const READ_MODELS_SCHEMA: AppSchema = {
  libraries: [MESSAGING_MIGRATIONS],
  migrations: MIGRATIONS,
  functions: [],
  schemas: [LIVE],
  takenOver: TAKEN_OVER,
};
