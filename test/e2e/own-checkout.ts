import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@conferencing/servers';
import { temporaryFolder } from '@conferencing/testing';

const SOURCES = ['apps', 'libs', 'tools', 'dist', '.env'];
const SETTINGS = ['nest-cli.json', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** A checkout of a test's own, in which files may be saved. */
export class OwnCheckout {
  readonly path = temporaryFolder('checkout').path;

  constructor() {
    for (const name of [...SOURCES, ...SETTINGS]) {
      cpSync(join(repository, name), join(this.path, name), { recursive: true });
    }
    symlinkSync(join(repository, 'node_modules'), join(this.path, 'node_modules'));
  }

  save(file: string, change: (text: string) => string): void {
    const path = join(this.path, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  }
}
