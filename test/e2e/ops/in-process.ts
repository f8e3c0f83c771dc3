import { main } from '../../../tools/ops/src/main.js';

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
  /** Both of its output streams, in the order of writing. */
  text: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

let earlier: Promise<unknown> = Promise.resolve();

/** Runs a command in the test's own process, after the earlier ones: what a command loads is paid for once. */
export function opsInProcess(env: Environment, args: readonly string[]): Promise<Outcome> {
  const outcome = earlier.then(() => run(env, args));
  earlier = outcome.catch(() => undefined);
  return outcome;
}

async function run(env: Environment, args: readonly string[]): Promise<Outcome> {
  const written = { stdout: '', stderr: '', text: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      written[stream] += String(chunk);
      written.text += String(chunk);
      return true;
    }),
  );
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await main(args, env);
    return { code: exitCode(), ...written };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

function exitCode(): number {
  return Number(process.exitCode ?? 0);
}
