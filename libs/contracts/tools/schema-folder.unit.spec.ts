import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonSchema } from '../src/schema/json-schema.js';
import { complaints, release, releasedVersions, SCHEMA_FOLDER } from './schema-folder.js';

const FILE = 'conferencing.updated.v1.json';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schemas-'));
  cpSync(SCHEMA_FOLDER, folder, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true }));

it('a schema that was not generated again is reported', () => {
  writeFileSync(join(folder, FILE), '{}');

  expect(complaints(folder)).toEqual([`${FILE} is not what the classes say.`]);
});

it('a release whose records can no longer be read is reported, however old it is', () => {
  release('1.1.0', folder);
  release('1.2.0', folder);
  const released = join(folder, 'released/v1.1.0', FILE);
  const schema = JSON.parse(readFileSync(released, 'utf8')) as JsonSchema;
  writeFileSync(
    released,
    JSON.stringify({ ...schema, properties: { ...schema.properties, mood: { type: 'string' } } }),
  );

  expect(complaints(folder)).toEqual([`${released}: /mood was dropped.`]);
});

it('a release never changes', () => {
  release('1.1.0', folder);

  expect(releasedVersions(folder)).toEqual(['v1.0.0', 'v1.1.0']);
  expect(readFileSync(join(folder, 'released/v1.1.0', FILE))).toEqual(readFileSync(join(folder, FILE)));
  expect(() => release('1.1.0', folder)).toThrow('1.1.0 was released before');
});
