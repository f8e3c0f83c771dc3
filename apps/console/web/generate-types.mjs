import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const fromHere = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The types of one REST API as the page calls it: its answers of 2xx, without prose. Errors have one shape everywhere. */
async function typesOf(app) {
  const document = JSON.parse(readFileSync(fromHere(`../../${app}/openapi.json`), 'utf8'));
  document.paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith('/v1/')));
  for (const operations of Object.values(document.paths)) {
    for (const operation of Object.values(operations)) trim(operation);
  }
  const types = astToString(await openapiTS(withoutProse(document), { exportType: true }));
  return `// Made by generate-types.mjs from the OpenAPI document of ${app}.\n${types}`;
}

function trim(operation) {
  const { responses, parameters = [] } = operation;
  operation.responses = Object.fromEntries(Object.entries(responses).filter(([status]) => status.startsWith('2')));
  for (const { content } of Object.values(operation.responses)) delete content?.['text/csv'];
  // The console's server puts the account in.
  operation.parameters = parameters.filter(({ name }) => name !== 'X-Account-Id');
}

const PROSE = new Set(['description', 'summary', 'example', 'examples', 'pattern', 'format', 'title']);

/** The names of properties are kept, whatever they are. */
function withoutProse(value, keepAll = false) {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => keepAll || !PROSE.has(key) || typeof inner === 'object')
      .map(([key, inner]) => [key, withoutProse(inner, key === 'properties' || key === 'responses')]),
  );
}

const generated = (app) => fromHere(`src/api/generated/${app}.ts`);

const isCurrent = async (app) => (await typesOf(app)) === readFileSync(generated(app), 'utf8');

const apps = ['conferencing', 'read-models'];
if (process.argv.includes('--check')) {
  for (const app of apps)
    if (!(await isCurrent(app))) process.stdout.write(`${generated(app)} is old: npm run openapi\n`);
} else {
  for (const app of apps) writeFileSync(generated(app), await typesOf(app));
}
