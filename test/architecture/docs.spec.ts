import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const repository = resolve(__dirname, '../..');
const pages = (folder: string) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const documents = ['README.md', ...pages('docs')];
const read = (path: string) => readFileSync(join(repository, path), 'utf8');

/** Code blocks hold examples, not references. */
const prose = (path: string) => read(path).replaceAll(/^```[^]*?^```/gm, '');

describe.each(documents)('%s', (document) => {
  it('links only to files that are there', () => {
    const links = [...prose(document).matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
    expect(links.filter((link) => !existsSync(join(repository, dirname(document), link)))).toEqual([]);
  });

  it('names only files and folders that are there', () => {
    const named = [...prose(document).matchAll(/`((?:apps|docs|libs|test|tools)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });
});

describe('the architecture decisions', () => {
  const records = pages('docs/adr').filter((path) => !path.endsWith('README.md'));

  it('have a number each, and a title that begins with it', () => {
    const numbers = records.map((path) => /\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1]);
    expect(numbers).not.toContain(undefined);
    expect(new Set(numbers).size).toBe(records.length);
    for (const path of records) expect(read(path)).toMatch(new RegExp(`^# ${/(\d{4})-/.exec(path)?.[1]}: \\S`));
  });
});
