import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.mjs';

/** The files below a folder, at any depth, by their paths in the repository; not those of installed packages. */
export function filesUnder(folder) {
  return readdirSync(repository(folder), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesUnder(path);
      return entry.isFile() ? [path] : [];
    })
    .sort();
}

/** Another digest when a name or a content is another one. */
export function digestOf(files) {
  const digest = createHash('sha256');
  for (const file of files) {
    digest
      .update(`${file}\0`)
      .update(readFileSync(repository(file)))
      .update('\0');
  }
  return digest.digest('hex');
}
