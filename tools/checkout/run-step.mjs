import { spawn } from 'node:child_process';
import { repository } from './repository.mjs';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Runs a command quietly behind one line of progress; shows its output, and rejects, only when it fails. */
export async function runStep(title, [command, ...args]) {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  const spinner = startSpinner(() => `${title} (${seconds()})`);
  const child = spawn(command, args, { cwd: repository(), stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const stop = () => child.kill('SIGTERM');
  process.once('exit', stop);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  process.off('exit', stop);
  spinner.stop();
  if (code !== 0) throw new Error(`${title} failed:\n${Buffer.concat(output).toString().trimEnd()}`);
  process.stdout.write(`✔ ${title} (${seconds()})\n`);
}

function startSpinner(text) {
  if (!process.stdout.isTTY) {
    process.stdout.write(`❯ ${text()}\n`);
    return { stop: () => undefined };
  }
  let frame = 0;
  const timer = setInterval(() => process.stdout.write(`\r\x1b[K${FRAMES[frame++ % FRAMES.length]} ${text()}`), 80);
  return {
    stop: () => {
      clearInterval(timer);
      process.stdout.write('\r\x1b[K');
    },
  };
}
