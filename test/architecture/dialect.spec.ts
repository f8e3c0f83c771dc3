import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { dialectViolations } from './dialect.js';

const repository = resolve(__dirname, '../..');

const FOLDERS = ['apps', 'deploy', 'docs', 'examples', 'libs', 'test', 'tools'];
const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const GENERATED = new Set(['node_modules', 'dist', '.local']);

/** Released text never changes, and this lint has to contain the words that it looks for. */
const EXEMPT = /\/migrations\/|\.migration\.ts$|^test\/architecture\/dialect/;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return GENERATED.has(entry.name) ? [] : filesIn(path);
    return /\.(?:[cm]?js|tsx?|md|ya?ml|css|html)$/.test(entry.name) ? [relative(repository, path)] : [];
  });
}

describe('the language of code and documents', () => {
  it.each([
    ['libs/x/src/a.ts', '/**\n * Whoever asks is told.\n */', ['2: Whoever', '2: told']],
    ['libs/x/src/a.ts', '// The record is kept for\n// good.', ['1: for\n// good']],
    ['libs/x/src/a.ts', 'export const JOIN_TOLD_USER = isTold;', ['1: TOLD', '1: Told']],
    ['libs/x/src/a.ts', 'this.underWay ??= this.underway;', ['1: underWay', '1: underway']],
    ['libs/x/src/a.ts', 'const folder = unfoldTolderance(STOLD);', []],
    ['libs/x/src/a.spec.ts', "\ntest('does it', () => {});", ['2: test(']],
    ['libs/x/src/a.module.ts', '\n  static register(options: Options) {}', ['2: static register(']],
    ['libs/messaging/src/a.ts', 'class A {\n  readonly #b = 1;\n}', ['2: readonly #b']],
    ['libs/outbox/src/a.sql.ts', 'export const FIND_SQL = `SELECT 1`;', ['1: const FIND_SQL']],
    ['apps/x/src/a.handler.ts', 'export class AssignHost {}', ['1: export class AssignHost {']],
    ['libs/x/src/a.ts', 'const pageNumber = 1;', ['1: pageNumber']],
    ['docs/a.md', 'An operator\nand his command', ['2: his']],
    ['docs/adr/0001-a.md', '# 0001: A\n\n**Context.** B', ['1: # 0001: A']],
    ['docs/adr/0001-a.md', '# 0001: A\n\nStatus: accepted, 2026-01-31\n\n## Context\n\nB', []],
    ['docs/a.md', 'This is a history of the sheep; everything there is fine.', []],
  ])('%s may not contain %j', (file, text, found) => {
    const places = dialectViolations(file, text).map((line) => line.split(' -> ')[0]);
    expect(places.toSorted()).toEqual(found.map((place) => `${file}:${place}`).toSorted());
  });

  it('is plain in every file, with the words of the field', () => {
    const folders = FOLDERS.flatMap((name) => filesIn(join(repository, name)));
    const files = [...folders, ...PAGES].filter((file) => !EXEMPT.test(file));
    const violations = files.flatMap((file) => dialectViolations(file, readFileSync(join(repository, file), 'utf8')));
    expect(violations).toEqual([]);
  });
});
