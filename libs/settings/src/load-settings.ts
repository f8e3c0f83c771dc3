import { z } from 'zod';
import { withPasswords } from './database-url.js';
import { withFiles } from './setting-files.js';
import { weaknesses } from './weak-settings.js';

/** Every wrong setting, in one message, without values, because a value may be a secret. */
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

/** The rules of the schema over several fields, checked on the raw text. */
function issuesAcrossFields(
  schema: z.ZodObject,
  given: Environment,
): { path: PropertyKey[]; code: string; message: string }[] {
  const payload: z.core.ParsePayload = { value: given, issues: [] };
  for (const check of schema.def.checks ?? []) void (check as z.core.$ZodCheck<unknown>)._zod.check(payload);
  return payload.issues.map(({ path, code, message }) => ({
    path: path ?? [],
    code: code ?? 'custom',
    message: message ?? '',
  }));
}

/** What is given in files or apart, put where the schema expects it. */
function complete(env: Environment, schema: z.ZodObject): { given: Environment; problems: string[] } {
  const names = Object.keys(schema.shape);
  const read = withFiles(withoutEmpty(env), names);
  const joined = withPasswords(read.given, names);
  return { given: joined.given, problems: [...read.problems, ...joined.problems] };
}

/**
 * Reads and freezes the settings. `NAME_FILE` names a file that contains the setting NAME. Throws {@link SettingsError}
 * with every problem at once.
 */
export function loadSettings<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Environment,
): Readonly<z.output<z.ZodObject<Shape>>> {
  const { given, problems: unreadable } = complete(env, schema);
  const result = schema.safeParse(given);
  const weak = given.NODE_ENV === 'production' ? weaknesses(given) : [];
  if (result.success && unreadable.length + weak.length === 0) return Object.freeze(result.data);
  // zod checks rules over several fields only if each field is valid; all problems belong in one message.
  const issues = result.success ? [] : [...result.error.issues, ...issuesAcrossFields(schema, given)];
  const problems = issues.map((issue) => {
    const name = String(issue.path[0] ?? 'settings');
    const missing = issue.code === 'invalid_type' && given[name] === undefined;
    return `${name}: ${missing ? 'is required' : issue.message}`;
  });
  throw new SettingsError([...new Set([...problems, ...unreadable, ...weak])]);
}

/** Like {@link loadSettings}, for the start of a process: prints the problems and exits with code 1. */
export function settingsOrExit<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Environment = process.env,
): Readonly<z.output<z.ZodObject<Shape>>> {
  try {
    const settings = loadSettings(schema, env);
    for (const weakness of weaknesses(complete(env, schema).given)) {
      const line = { level: 'warn', message: 'A setting is not fit for production', setting: weakness };
      process.stderr.write(`${JSON.stringify(line)}\n`);
    }
    return settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
