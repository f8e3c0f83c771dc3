import type { DataFolder } from './data-folder.js';
import type { StackEnvironment } from './environment.js';
import { programs } from './programs.js';

const WIDTH = 14;

/** Where to look, and with what. @param signIn a link that signs in to the console, once */
export function summary(environment: StackEnvironment, folder: DataFolder, signIn: string | undefined): string {
  const urls = programs.map((program) => `  ${program.title.padEnd(WIDTH)} ${environment.urlOf(program)}/docs`);
  const lines = [
    'Where to look',
    ...urls,
    `  ${'platform token'.padEnd(WIDTH)} ${environment.platformToken}`,
    `  ${'logs'.padEnd(WIDTH)} ${folder.file('logs')}`,
    ...(signIn === undefined ? [] : ['', 'The console, signed in to the demo; the link works once', `  ${signIn}`]),
  ];
  return `\n${lines.join('\n')}\n\n`;
}
