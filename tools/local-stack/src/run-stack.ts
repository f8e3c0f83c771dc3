import { stopSignal } from '@conferencing/servers';
import { assertPortsAreFree } from './check-ports.js';
import { consoleLink } from './console-link.js';
import { DataFolder } from './data-folder.js';
import { runDemo } from './demo/demo.js';
import { StackEnvironment } from './environment.js';
import { processSettings } from './processes.config.js';
import { ProgramFailure } from './running.js';
import { Stack } from './stack.js';
import { stackSettings } from './stack.config.js';
import { statusOf } from './status.js';
import { summary } from './summary.js';
import { Watch } from './watch/watch.js';

/**
 * Starts the stack, shows the main job on it, and stays until a stop signal; with `--once`, stops after the job was
 * shown; with `--watch`, shows no job, and runs what is saved.
 */
export async function runStack(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { once, watch } = wishes(args);
  const settings = stackSettings(env, processSettings);
  const folder = new DataFolder(settings.dataFolder);
  await folder.lock();
  const environment = new StackEnvironment(settings, folder, env);
  const stack = new Stack(settings, folder, environment);
  const stop = stopSignal();
  const stopped = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve()));
  stop.addEventListener('abort', () => process.stdout.write('Stopping\n'));
  try {
    await assertPortsAreFree(settings);
    folder.tellOperators(environment.forOperators());
    const work = async () => {
      await stack.start();
      if (!watch) {
        await runDemo(environment, folder.file('demo.json')).catch((error: Error) => {
          // A Zoom of the user may answer in any way.
          if (once && environment.isOwnZoom) throw error;
          process.stderr.write(`\nThe demo could not be shown to its end: ${error.message}\n`);
        });
      }
      const status = statusOf(environment, folder);
      folder.tellStatus(status);
      process.stdout.write(summary(status, await consoleLink(status)));
      if (once) return;
      process.stdout.write('npm run status prints this again; Ctrl-C stops the stack.\n\n');
      if (watch) await new Watch(stack, folder, (line) => process.stdout.write(`${line}\n`)).start();
      await stopped;
    };
    const lost = stack.lost.then(({ title, process }) => {
      throw new ProgramFailure(`${title} has ended`, process.lastLines());
    });
    const cut = stopped.then(() => {
      if (once) throw new Error('Stopped before the main job had been shown');
    });
    await Promise.race([work(), lost, cut]);
  } finally {
    await stack.stop();
    folder.unlock();
  }
}

function wishes(args: readonly string[]): { once: boolean; watch: boolean } {
  const unknown = args.filter((arg) => !['--once', '--watch'].includes(arg));
  if (unknown.length > 0) throw new Error(`Unknown argument ${unknown[0]}: there are --once and --watch`);
  if (args.length > 1) throw new Error('--once and --watch exclude each other');
  return { once: args.includes('--once'), watch: args.includes('--watch') };
}
