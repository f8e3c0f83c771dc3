import { runMigrate } from '@conferencing/database';
import { databaseSettings, settingsOrExit } from '@conferencing/settings';
import { z } from 'zod';
import { CONFERENCING_SCHEMA } from './persistence/conferencing.schema.js';

const { DATABASE_URL, DATABASE_NEWER_SCHEMA } = settingsOrExit(z.object(databaseSettings));

void runMigrate(DATABASE_URL, CONFERENCING_SCHEMA, DATABASE_NEWER_SCHEMA);
