import type { SchemaObject } from '@conferencing/postgres';

/** How a table is stored is the operator's to tune. */
const IGNORED = /^storage of /;
/**
 * What changes the behaviour of a table that has it, with the name of the table. A further index changes nothing, unless
 * it is unique; nor does a further function.
 */
const NEEDS_A_MIGRATION =
  /^(?:constraint|trigger) .* on (.*)\n|^index .*\nCREATE UNIQUE INDEX .* ON (?:ONLY )?(\S+) USING /;

/** What the schema lacks or has otherwise than it should, one clause each. */
export function differences(expected: readonly SchemaObject[], actual: readonly SchemaObject[]): string[] {
  const found = new Map(actual.map(({ object, definition }) => [object, definition]));
  const known = new Set(expected.map(({ object }) => object));
  const changed = expected.flatMap(({ object, definition }) => {
    if (IGNORED.test(object)) return [];
    const now = found.get(object);
    if (now === undefined) return [`${object} is missing`];
    if (now === definition) return [];
    return object.includes('table ') ? columnDifferences(object, definition, now) : [`${object} was changed`];
  });
  const added = actual.flatMap(({ object, definition }) => {
    if (known.has(object)) return [];
    const [, owner, indexed] = NEEDS_A_MIGRATION.exec(`${object}\n${definition}`) ?? [];
    const table = owner ?? indexed;
    return known.has(`table ${table}`) || known.has(`unlogged table ${table}`) ? [`${object} was added`] : [];
  });
  return [...changed, ...added];
}

function columnDifferences(table: string, expected: string, actual: string): string[] {
  const [before, now] = [columnsOf(expected), columnsOf(actual)];
  const changed = [...before].flatMap(([name, type]) => {
    const found = now.get(name);
    if (found === undefined) return [`column ${name} of ${table} is missing`];
    return found === type ? [] : [`column ${name} of ${table} is ${found} and was ${type}`];
  });
  const added = [...now.keys()].filter((name) => !before.has(name));
  return [...changed, ...added.map((name) => `column ${name} of ${table} was added`)];
}

/** Type, default and so on of each column. */
function columnsOf(definition: string): Map<string, string> {
  return new Map(
    definition.split('\n').map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)];
    }),
  );
}
