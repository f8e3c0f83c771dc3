import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asFile, publishedSchemas } from './published-schemas.js';

const folder = resolve('libs/contracts/schemas');
for (const [file, schema] of Object.entries(publishedSchemas())) writeFileSync(join(folder, file), asFile(schema));
