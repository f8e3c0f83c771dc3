import { parseArgs } from 'node:util';
import { complaints, release, writeSchemas } from './schema-folder.js';

const { values } = parseArgs({ options: { check: { type: 'boolean' }, release: { type: 'string' } } });

if (!values.check) writeSchemas();
const found = complaints();
for (const complaint of found) console.error(complaint);
if (found.length > 0) process.exitCode = 1;
else if (values.release !== undefined) release(values.release);
