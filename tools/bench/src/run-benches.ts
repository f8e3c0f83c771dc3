import { fork } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Figure } from '../../../libs/testing/src/figure.js';
import { runCommand } from '../../../libs/testing/src/app-process.js';
import { startTestServers } from '../../../libs/testing/src/test-servers.js';
import type { BenchAnswer } from './run-one.js';
import { isMet, row, TITLES } from './report.js';

const repository = resolve(__dirname, '../../..');
const folder = join(repository, 'test/bench');

/** Runs the benchmarks whose file names contain one of the words, or all of them, one at a time. */
export async function runBenches(words: readonly string[]): Promise<number> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.bench.ts'));
  const chosen = files.filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
  if (chosen.length === 0)
    throw new Error(`No benchmark is called ${words.join(' or ')}: there are ${files.join(', ')}`);
  process.stdout.write(`Node.js ${process.version}\n`);
  const servers = await startTestServers();
  const figures: Figure[] = [];
  try {
    // An app reads the end of the topics before it publishes.
    await runCommand('topics', { KAFKA_BROKERS: servers.environment.TEST_KAFKA_BROKERS ?? '' });
    for (const file of chosen.sort()) {
      const { name, figures: own } = await runApart(join(folder, file), servers.environment);
      process.stdout.write(`\n${name}\n${TITLES}\n${own.map(row).join('\n')}\n`);
      figures.push(...own);
    }
  } finally {
    await servers.stop();
  }
  const missed = figures.filter((figure) => !isMet(figure));
  process.stdout.write(`\n${figures.length} figures, ${missed.length} below their target\n`);
  return missed.length > 0 ? 1 : 0;
}

/** Each runs in its own process, so that the heap of one does not slow the next. */
function runApart(file: string, environment: Record<string, string>): Promise<BenchAnswer> {
  const hook = join(repository, 'libs/testing/typescript-hook.js');
  const child = fork(join(__dirname, 'run-one.ts'), [file], {
    execArgv: ['--expose-gc', '-r', hook],
    env: { ...process.env, ...environment },
  });
  return new Promise((answered, reject) => {
    let answer: BenchAnswer | undefined;
    child.on('message', (message) => (answer = message as BenchAnswer));
    child.once('exit', (code) => (answer ? answered(answer) : reject(new Error(`${file} ended with ${code}`))));
  });
}
