import { Command, CommanderError } from 'commander';
import { actIn, type Environment } from './act.js';
import { keysCommands } from './commands/keys.command.js';
import { outboxCommands } from './commands/outbox.command.js';
import { parkedCommands } from './commands/parked.command.js';
import { partitionsCommands } from './commands/partitions.command.js';
import { rebuildCommand } from './commands/rebuild.command.js';
import { reconcileCommand } from './commands/reconcile.command.js';
import { topicsCommands } from './commands/topics.command.js';
import { tokensCommands } from './commands/tokens.command.js';

export function opsProgram(env: Environment): Command {
  const program = new Command('ops')
    .description('looks after a running system')
    .option('--json', 'print one JSON document')
    .showHelpAfterError();

  const act = actIn(env);
  for (const add of [
    outboxCommands,
    parkedCommands,
    partitionsCommands,
    rebuildCommand,
    reconcileCommand,
    topicsCommands,
    tokensCommands,
    keysCommands,
  ]) {
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
