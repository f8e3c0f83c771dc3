import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout from which this runs, compiled or as source. */
export const repository = folderWith('package.json', __dirname);

function folderWith(file: string, from: string): string {
  return existsSync(join(from, file)) ? from : folderWith(file, dirname(from));
}
