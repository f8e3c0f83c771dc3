import { runMigrate } from '@conferencing/database';
import { databaseSettings, settingsOrExit } from '@conferencing/settings';
import { z } from 'zod';
import { READ_MODELS_SCHEMA } from './persistence/read-models.schema.js';

const { DATABASE_URL, DATABASE_NEWER_SCHEMA } = settingsOrExit(z.object(databaseSettings));

void runMigrate(DATABASE_URL, READ_MODELS_SCHEMA, DATABASE_NEWER_SCHEMA);
