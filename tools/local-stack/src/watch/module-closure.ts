import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** As the compiler writes imports of the project's own files. */
const OWN_IMPORT = /\b(?:require|import)\(["'](\.{1,2}\/[^"']+)["']\)/g;

/** A digest of a compiled program and of all files of the project that it loads: another one when any of them changed. */
export function digestOfProgram(entry: string): string {
  const digest = createHash('sha256');
  const seen = new Set<string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file) || !existsSync(file)) continue;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    digest.update(`${file}\0${text}\0`);
    for (const [, path] of text.matchAll(OWN_IMPORT)) waiting.push(join(dirname(file), path!));
  }
  return digest.digest('hex');
}
