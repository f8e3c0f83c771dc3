import { DomainError } from '@conferencing/kernel';
import { Command, CommanderError } from 'commander';
import { keysCommands } from './commands/keys.command.js';
import { outboxCommands } from './commands/outbox.command.js';
import { parkedCommands } from './commands/parked.command.js';
import { rebuildCommand } from './commands/rebuild.command.js';
import { reconcileCommand } from './commands/reconcile.command.js';
import { tokensCommands } from './commands/tokens.command.js';
import { Output } from './output.js';
import { Workplace } from './workplace.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Turns what a command does into its action: false, or anything thrown, is exit code 1. */
// oxlint-disable-next-line typescript/no-explicit-any -- commander hands over whatever the command declares
export type Act = (
  work: (place: Workplace, ...args: any[]) => Promise<boolean | void>,
) => (...args: any[]) => Promise<void>;

function explain(error: unknown): string {
  if (error instanceof DomainError) return error.faults.map(({ detail }) => detail).join('\n');
  return error instanceof Error ? error.message : String(error);
}

export function opsProgram(env: Environment): Command {
  const program = new Command('ops')
    .description('looks after a running system')
    .option('--json', 'print one JSON document')
    .showHelpAfterError();

  const act: Act =
    (work) =>
    async (...args) => {
      const command = args.at(-1) as Command;
      const output = new Output(command.optsWithGlobals<{ json?: boolean }>().json ?? false);
      const place = new Workplace(env, output);
      try {
        if ((await work(place, ...args.slice(0, -1))) === false) process.exitCode = 1;
      } catch (error) {
        process.exitCode = 1;
        if (output.json) output.result({ error: explain(error) }, []);
        else process.stderr.write(`${explain(error)}\n`);
      } finally {
        await place.close();
      }
    };

  for (const add of [outboxCommands, parkedCommands, rebuildCommand, reconcileCommand, tokensCommands, keysCommands]) {
    add(program, act);
  }
  for (const command of allCommands(program)) command.option('--json', 'print one JSON document');
  return program;
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => (child.commands.length > 0 ? allCommands(child) : [child]));
}

export async function main(args: readonly string[], env: Environment): Promise<void> {
  try {
    await opsProgram(env).exitOverride().parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  }
}

if (require.main === module) void main(process.argv.slice(2), process.env);
