import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { JsonSchema } from '../src/schema/json-schema.js';
import { breaksOf } from './compatibility.js';
import { asFile, publishedSchemas } from './published-schemas.js';

export const SCHEMA_FOLDER = resolve('libs/contracts/schemas');

/** The released versions, such as `v1.0.0`; their schemas never change. */
export function releasedVersions(folder = SCHEMA_FOLDER): string[] {
  return readdirSync(join(folder, 'released')).sort();
}

export function writeSchemas(folder = SCHEMA_FOLDER): void {
  for (const [file, schema] of Object.entries(publishedSchemas())) writeFileSync(join(folder, file), asFile(schema));
}

/** One sentence for each reason why the schemas cannot be released. */
export function complaints(folder = SCHEMA_FOLDER): string[] {
  return Object.entries(publishedSchemas()).flatMap(([file, schema]) => [
    ...(isCheckedIn(join(folder, file), schema) ? [] : [`${file} is not what the classes say.`]),
    ...releasedVersions(folder).flatMap((version) =>
      incompatibilities(join(folder, 'released', version, file), schema),
    ),
  ]);
}

/** Stores the schemas as those of a version, permanently. */
export function release(version: string, folder = SCHEMA_FOLDER): void {
  const target = join(folder, 'released', `v${version}`);
  if (existsSync(target)) throw new Error(`${version} was released before; a released version never changes.`);
  mkdirSync(target, { recursive: true });
  for (const file of Object.keys(publishedSchemas())) cpSync(join(folder, file), join(target, file));
}

function isCheckedIn(path: string, schema: JsonSchema): boolean {
  return existsSync(path) && readFileSync(path, 'utf8') === asFile(schema);
}

function incompatibilities(path: string, schema: JsonSchema): string[] {
  // A topic that is newer than the version has nothing to be compatible with.
  if (!existsSync(path)) return [];
  const released = JSON.parse(readFileSync(path, 'utf8')) as JsonSchema;
  return breaksOf(schema, released).map(({ at, what }) => `${path}: ${at} ${what}.`);
}
