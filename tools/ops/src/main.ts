import { Command, CommanderError } from 'commander';
import { actIn, type Environment } from './act.js';
import { accountsCommands } from './commands/accounts.command.js';
import { doctorCommand } from './commands/doctor.command.js';
import { forgetCommands } from './commands/forget.command.js';
import { keysCommands } from './commands/keys.command.js';
import { outboxCommands } from './commands/outbox.command.js';
import { parkedCommands } from './commands/parked.command.js';
import { partitionsCommands } from './commands/partitions.command.js';
import { rebuildCommand } from './commands/rebuild.command.js';
import { reconcileCommand } from './commands/reconcile.command.js';
import { statusCommand } from './commands/status.command.js';
import { topicsCommands } from './commands/topics.command.js';
import { tokensCommands } from './commands/tokens.command.js';

export function opsProgram(env: Environment): Command {
  const program = new Command('ops')
    .description('looks after a running system')
    .option('--json', 'print one JSON document')
    // Subcommands inherit both: main() sets the exit code, and an error is one line.
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`${oneLine(text)} (ops --help lists what there is)\n`) });

  const act = actIn(env);
  for (const add of [
    statusCommand,
    doctorCommand,
    outboxCommands,
    parkedCommands,
    partitionsCommands,
    rebuildCommand,
    reconcileCommand,
    topicsCommands,
    accountsCommands,
    tokensCommands,
    keysCommands,
    forgetCommands,
  ]) {
    add(program, act);
  }
  for (const command of allCommands(program)) command.option('--json', 'print one JSON document');
  return program;
}

/** The commands that do something: those without commands of their own. */
export function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => (child.commands.length > 0 ? allCommands(child) : [child]));
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}

export async function main(args: readonly string[], env: Environment): Promise<void> {
  try {
    await opsProgram(env).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  }
}

if (require.main === module) void main(process.argv.slice(2), process.env);
