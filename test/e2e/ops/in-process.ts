import { main } from '../../../tools/ops/src/main.js';

export interface Outcome {
  code: number;
  /** Both of its output streams. */
  text: string;
}

/** Runs a command in the test's own process: what a command needs to start is paid for once. One at a time. */
export async function opsInProcess(
  env: Readonly<Record<string, string | undefined>>,
  args: string[],
): Promise<Outcome> {
  const written: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0),
  );
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await main(args, env);
    return { code: exitCode(), text: written.join('') };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

function exitCode(): number {
  return Number(process.exitCode ?? 0);
}
