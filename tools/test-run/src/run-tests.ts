import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownFolder, stopSignal, type OwnedProcess } from '@conferencing/servers';
import { runStep, type StepResult } from './run-step.js';
import { longSteps, serverSteps, staticSteps, type Step } from './steps.js';

const INTERRUPTED = 130;

/**
 * Runs the named steps, or all except the long ones, prints failures and a summary, and returns the exit code.
 * @throws if there is no step with such a name
 */
export async function runTests(names: readonly string[]): Promise<number> {
  const chosen = chooser(names);
  const folder = mkdtempSync(join(tmpdir(), 'test-run-'));
  ownFolder(folder);
  const running = new Set<OwnedProcess>();
  const stop = stopSignal();
  stop.addEventListener('abort', () => void Promise.all([...running].map((child) => child.stop())));

  const results: StepResult[] = [];
  const run = async (step: Step) => {
    if (stop.aborted) return;
    process.stdout.write(`❯ ${step.name}\n`);
    const result = await runStep(step, folder, (child) => {
      running.add(child);
      void child.exited.then(() => running.delete(child));
    });
    results.push(result);
    print(result);
  };
  try {
    await runSome(staticSteps.filter(chosen), 2, run);
    await runSome(serverSteps.filter(chosen), 1, run);
    if (names.length > 0) await runSome(longSteps.filter(chosen), 1, run);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (stop.aborted) return INTERRUPTED;
  return printSum(results);
}

function chooser(names: readonly string[]): (step: Step) => boolean {
  const known = [...staticSteps, ...serverSteps, ...longSteps].map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`There is no step ${unknown.join(', ')}: there are ${known.join(', ')}`);
  return ({ name }) => names.length === 0 || names.includes(name);
}

/** Runs the steps in order, `atOnce` of them at a time. */
async function runSome(steps: readonly Step[], atOnce: number, run: (step: Step) => Promise<void>): Promise<void> {
  const waiting = [...steps];
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await run(step);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

function print({ name, passed, failed, skipped, seconds, output }: StepResult): void {
  if (failed > 0) process.stdout.write(`\n${output.trimEnd()}\n\n`);
  process.stdout.write(`${failed > 0 ? '✖' : '✔'} ${name} (${seconds} s): ${sumOf({ passed, failed, skipped })}\n`);
}

/** The last line counts every test and every other step. */
function printSum(results: readonly StepResult[]): number {
  const total = (key: 'passed' | 'failed' | 'skipped') => results.reduce((sum, result) => sum + result[key], 0);
  const failed = results.filter((result) => result.failed > 0).map(({ name }) => name);
  process.stdout.write(failed.length > 0 ? `\nFailed: ${failed.join(', ')}\n` : '\nAll is well\n');
  const sum = { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
  process.stdout.write(`${sumOf(sum)}\n`);
  return sum.failed > 0 ? 1 : 0;
}

function sumOf({ passed, failed, skipped }: Pick<StepResult, 'passed' | 'failed' | 'skipped'>): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
