import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DefaultTheme } from 'vitepress';
import { withMermaid } from 'vitepress-plugin-mermaid';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const pages = join(repository, '.local/docs-site');

const titleOf = (page: string) =>
  (/^# (.+)$/m.exec(readFileSync(join(pages, page), 'utf8'))?.[1] ?? page).replaceAll('`', '');

/** As GitHub makes it: the pages are read there too. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

/** Every page of a folder by its own title, so that no page is left out of the menu. */
function folder(name: string): DefaultTheme.SidebarItem[] {
  if (!existsSync(join(pages, name))) return [];
  return readdirSync(join(pages, name))
    .filter((file) => file.endsWith('.md') && file !== 'index.md')
    .map((file) => ({ text: titleOf(`${name}/${file}`), link: `/${name}/${file.replace(/\.md$/, '')}` }));
}

const page = (name: string): DefaultTheme.SidebarItem => ({ text: titleOf(`${name}.md`), link: `/${name}` });

/** Pages at the top that have a place of their own in the menu; every other one is about running it. */
const ELSEWHERE = new Set(
  'index start debezium settings versioning glossary changelog architecture life-of-a-change contributing zoom-sandbox'.split(
    ' ',
  ),
);

export default withMermaid({
  title: 'Conferencing',
  description: 'Whose Zoom account hosts the video meetings of this provider on this service',
  srcDir: '../../.local/docs-site',
  cacheDir: '../../.local/docs-cache',
  lastUpdated: false,
  markdown: { anchor: { slugify: anchorOf } },
  themeConfig: {
    search: { provider: 'local' },
    outline: { level: [2, 3] },
    nav: [
      { text: 'Guides', link: '/guides/ask' },
      { text: 'API', link: '/reference/conferencing' },
      { text: 'Events', link: '/reference/events' },
      { text: 'Packages', link: '/packages/' },
      { text: 'Changelog', link: '/changelog' },
    ],
    sidebar: [
      {
        text: 'Build on it',
        items: [page('start'), { text: 'Examples', link: '/examples/' }, ...folder('guides'), page('debezium')],
      },
      {
        text: 'Reference',
        items: [
          { text: 'HTTP API of conferencing', link: '/reference/conferencing' },
          { text: 'HTTP API of read-models', link: '/reference/read-models' },
          { text: 'Events', link: '/reference/events' },
          { text: 'Packages', link: '/packages/', items: folder('libs') },
          page('settings'),
          page('versioning'),
          page('glossary'),
        ],
      },
      {
        text: 'Run it',
        items: readdirSync(pages)
          .filter((file) => /^[a-z-]+\.md$/.test(file))
          .map((file) => file.replace(/\.md$/, ''))
          .filter((name) => !ELSEWHERE.has(name))
          .map(page)
          .concat({ text: 'The console in pictures', link: '/console/' }),
      },
      { text: 'Runbooks', collapsed: true, items: folder('runbooks') },
      { text: 'How it is made', items: [page('architecture'), page('life-of-a-change'), page('contributing')] },
      { text: 'Decisions', link: '/adr/', collapsed: true, items: folder('adr') },
    ],
  },
});
