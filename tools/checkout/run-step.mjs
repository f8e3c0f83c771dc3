import { spawn } from 'node:child_process';
import { repository } from './repository.mjs';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Reads until its owner reports the end of the step; if the owner ends before, so does the step. */
const GUARD = `trap '' INT TERM HUP; read -r over || kill -s KILL -- "-$0"`;

/** Runs a command behind one line of progress; shows its output, and rejects, only if it fails. */
export async function runStep(title, [command, ...args]) {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  const spinner = startSpinner(() => `${title} (${seconds()})`);
  const child = spawn(command, args, { cwd: repository(), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const over = child.pid === undefined ? () => undefined : guard(child.pid);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => {
    over();
    spinner.stop();
  });
  if (code !== 0) throw new Error(`${title} failed:\n${Buffer.concat(output).toString().trimEnd()}`);
  process.stdout.write(`✔ ${title} (${seconds()})\n`);
}

/** Ends the process group when this process has ended, for any reason; returns a function that cancels this. */
function guard(group) {
  const stdio = ['pipe', 'ignore', 'ignore'];
  const { stdin } = spawn('/bin/sh', ['-c', GUARD, String(group)], { stdio, detached: true });
  stdin.on('error', () => undefined);
  return () => stdin.end('over\n');
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
