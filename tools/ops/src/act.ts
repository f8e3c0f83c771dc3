import type { Command } from 'commander';
import { advice } from './advice.js';
import { Output, printable } from './output.js';
import { Workplace } from './workplace.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Turns a command's function into its action: false, or an exception, is exit code 1. `Args` are the command's own
 * arguments and then its options, as it declares them.
 */
export type Act = <Args extends unknown[]>(
  work: (place: Workplace, ...args: Args) => Promise<boolean | void>,
) => (...args: [...Args, Command]) => Promise<void>;

export function actIn(env: Environment): Act {
  return <Args extends unknown[]>(work: (place: Workplace, ...args: Args) => Promise<boolean | void>) =>
    async (...args: [...Args, Command]) => {
      const command = args.at(-1) as Command;
      const output = new Output(command.optsWithGlobals<{ json?: boolean }>().json ?? false);
      const place = new Workplace(env, output);
      try {
        if ((await work(place, ...(args.slice(0, -1) as Args))) === false) process.exitCode = 1;
      } catch (error) {
        process.exitCode = 1;
        if (output.json) output.result({ error: advice(error) }, []);
        else process.stderr.write(`${printable(advice(error))}\n`);
      } finally {
        await place.close();
      }
    };
}
