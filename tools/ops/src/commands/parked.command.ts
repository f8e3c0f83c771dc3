import type { Command } from 'commander';
import type { Act } from '../act.js';
import { parkedChangeCommands } from './parked-changes.command.js';
import { parkedReadCommands } from './parked-reads.command.js';

export function parkedCommands(program: Command, act: Act): void {
  const parked = program.command('parked').description('records that could not be applied');
  parkedReadCommands(parked, act);
  parkedChangeCommands(parked, act);
}
