import { migrate } from '@conferencing/database';
import { databaseSettings, settingsOrExit } from '@conferencing/settings';
import { z } from 'zod';
import { READ_MODELS_SCHEMA } from './persistence/read-models.schema.js';

const { DATABASE_URL } = settingsOrExit(z.object(databaseSettings));

migrate(DATABASE_URL, READ_MODELS_SCHEMA).then(
  (applied) =>
    process.stdout.write(applied.length === 0 ? 'Nothing to migrate.\n' : `Applied ${applied.join(', ')}.\n`),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
