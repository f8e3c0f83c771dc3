import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(__dirname, '../..');

const foldersIn = (...parents: string[]): string[] =>
  parents.flatMap((parent) =>
    readdirSync(join(repository, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${parent}/${name}`),
  );

/** `a/{b,c}` names `a/b` and `a/c`. */
function expand(path: string): string[] {
  const [whole, list] = /\{([^}]*)\}/.exec(path) ?? [];
  if (whole === undefined || list === undefined) return [path];
  return list.split(',').flatMap((one) => expand(path.replace(whole, one)));
}

/** The folders in the first column of the map in docs/architecture.md, as patterns. */
function mapped(): RegExp[] {
  const page = readFileSync(join(repository, 'docs/architecture.md'), 'utf8');
  const [, map = ''] = page.split('\n## The house\n');
  const names = [...map.split('\n\n')[0]!.matchAll(/^\| (`[^|]*`)\s*\|/gm)].flatMap(([, cell]) => cell!.split(', '));
  return names
    .flatMap((name) => expand(name.replaceAll('`', '').replace(/\/<[^/]*>$/, '')))
    .map((path) => new RegExp(`^${path.replaceAll('*', '[^/]+')}$`));
}

it('the map in docs/architecture.md has every folder of the house', () => {
  const apps = foldersIn('apps').map((app) => `${app}/src`);
  const slices = foldersIn(...apps).filter((folder) => !folder.endsWith('/edge'));
  const edges = foldersIn('apps/conferencing/src/edge', 'apps/read-models/src/edge');
  const rooms = [...slices, ...edges, ...foldersIn('libs', 'tools', 'test'), 'deploy', 'examples'];
  const map = mapped();
  expect(rooms.filter((room) => !map.some((folder) => folder.test(room)))).toEqual([]);
});

it('nest-cli.json has every app', () => {
  const { projects } = JSON.parse(readFileSync(join(repository, 'nest-cli.json'), 'utf8')) as { projects: object };
  expect(Object.keys(projects)).toEqual(expect.arrayContaining(readdirSync(join(repository, 'apps'))));
});
