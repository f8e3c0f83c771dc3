import { z } from 'zod';

/** Every setting that is wrong, in one message, without any value: a value may be a secret. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Wrong settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Compose files and shells pass `NAME=` for "not set". */
export function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
}

/** Reads and freezes the settings. Throws {@link SettingsError} with every problem at once. */
export function loadSettings<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Environment,
): Readonly<z.output<z.ZodObject<Shape>>> {
  const given = withoutEmpty(env);
  const result = schema.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const problems = result.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'settings');
    const missing = issue.code === 'invalid_type' && given[name] === undefined;
    return `${name}: ${missing ? 'is required' : issue.message}`;
  });
  throw new SettingsError([...new Set(problems)]);
}

/** As {@link loadSettings}, for the start of a process: prints what is wrong and ends with exit code 1. */
export function settingsOrExit<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Environment = process.env,
): Readonly<z.output<z.ZodObject<Shape>>> {
  try {
    return loadSettings(schema, env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
