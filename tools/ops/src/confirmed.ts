import { type Command, Option } from 'commander';

/** For commands that give something up: without it they say what that would be, change nothing and end with exit code 1. */
export function confirmedByYes(command: Command): Command {
  return command.option('--yes', 'do it; without this the command only says what would be given up');
}

/** How `--yes` was called in `partitions skip` before. */
export const formerName = () => new Option('--give-up').hideHelp();

export const SAY_YES = 'Nothing was changed: say --yes to do so.';
