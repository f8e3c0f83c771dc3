import type { Faults } from './faults.js';

/** Longer names are not repeated to their sender, so that an answer stays small. */
const MAX_NAME = 128;

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** One fault for an unknown member, at its own pointer. */
export function addUnknown(faults: Faults, owner: string, name: string, detail: string): void {
  if (name.length <= MAX_NAME) faults.add(detail, `${owner}/${escapePointer(name)}`);
  else faults.add(`${detail} Its name has ${name.length} characters.`, owner);
}

/** One fault for each query parameter in `given` that is not one of `known`; each names the known ones. */
export function addUnknownParameters(faults: Faults, given: object, known: readonly string[]): void {
  const hint = known.length === 0 ? 'It takes none' : `It takes ${known.join(', ')}`;
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    addUnknown(faults, '', name, `This operation has no query parameter of this name. ${hint}.`);
  }
}
