import { readFileSync } from 'node:fs';
import { PACKAGES } from '../../packages/src/packages.mjs';
import { repository } from '../../checkout/repository.mjs';

/** What other teams import: each name, such as `@conferencing/messaging/nest`, and its source file. */
export function entryPoints() {
  return PACKAGES.flatMap(({ library }) => {
    const { name, exports } = JSON.parse(readFileSync(repository('libs', library, 'package.json'), 'utf8'));
    return Object.entries(exports)
      .filter(([, { types }]) => types !== undefined)
      .map(([entry, { types }]) => ({
        name: `${name}${entry.slice(1)}`,
        file: repository('libs', library, types.replace(/\.d\.ts$/, '.ts')),
      }));
  });
}
