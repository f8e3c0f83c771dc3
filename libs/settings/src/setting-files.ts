import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads each absent setting of `names` from the file in its `NAME_FILE`: this is how secrets reach a container. A line
 * end at the end of the file is removed.
 */
export function withFiles(env: Environment, names: readonly string[]): { given: Environment; problems: string[] } {
  const given: Record<string, string | undefined> = { ...env };
  const problems: string[] = [];
  for (const name of names) {
    const file = env[`${name}_FILE`];
    if (file === undefined) continue;
    if (env[name] !== undefined) {
      problems.push(`${name}_FILE: must not be set together with ${name}`);
      continue;
    }
    try {
      given[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch (error) {
      problems.push(`${name}_FILE: can not be read (${(error as NodeJS.ErrnoException).code})`);
    }
  }
  return { given, problems };
}
