import { migrate } from '@conferencing/database';
import { databaseSettings, settingsOrExit } from '@conferencing/settings';
import { z } from 'zod';
import { MIGRATIONS } from './persistence/migrations/index.js';

const { DATABASE_URL } = settingsOrExit(z.object(databaseSettings));

migrate(DATABASE_URL, { migrations: MIGRATIONS }).then(
  (applied) =>
    process.stdout.write(applied.length === 0 ? 'Nothing to migrate.\n' : `Applied ${applied.join(', ')}.\n`),
  (error: Error) => {
    process.stderr.write(`The migration failed: ${error.message}\n`);
    process.exitCode = 1;
  },
);
