import type { DataFolder } from './data-folder.js';
import type { StackEnvironment } from './environment.js';
import { programs } from './programs.js';

/** Where to look, and with what. */
export function summary(environment: StackEnvironment, folder: DataFolder): string {
  const urls = programs.map((program) => `  ${program.title.padEnd(14)} ${environment.urlOf(program)}/docs`);
  const lines = [
    'Where to look',
    ...urls,
    `  ${'platform token'.padEnd(14)} ${environment.platformToken}`,
    `  ${'logs'.padEnd(14)} ${folder.file('logs')}`,
  ];
  return `\n${lines.join('\n')}\n\n`;
}
