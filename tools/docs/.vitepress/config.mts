import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DefaultTheme } from 'vitepress';
import { withMermaid } from 'vitepress-plugin-mermaid';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const pages = join(repository, '.local/docs-site');

/** Where the files of the repository can be read; links to them are plain text without it. */
const sources = process.env.DOCS_REPOSITORY_URL?.replace(/\/$/, '');

const titleOf = (page: string) => /^# (.+)$/m.exec(readFileSync(join(pages, page), 'utf8'))?.[1] ?? page;

/** Every page of a folder by its own title, so that no page is left out of the menu. */
function folder(name: string): DefaultTheme.SidebarItem[] {
  if (!existsSync(join(pages, name))) return [];
  return readdirSync(join(pages, name))
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => ({ text: titleOf(`${name}/${file}`), link: `/${name}/${file.replace(/\.md$/, '')}` }));
}

const page = (name: string): DefaultTheme.SidebarItem => ({ text: titleOf(`${name}.md`), link: `/${name}` });

export default withMermaid({
  title: 'Conferencing',
  description: 'Whose Zoom account hosts the video meetings of this provider on this service',
  srcDir: '../../.local/docs-site',
  cacheDir: '../../.local/docs-cache',
  cleanUrls: true,
  lastUpdated: false,
  rewrites: { 'README.md': 'index.md', ':folder/README.md': ':folder/index.md' },
  ignoreDeadLinks: [
    /^(?:\.\.\/)+(?:\.\/)?(?:apps|libs|tools|test|examples|deploy|\.github|\.vscode|README|CONTRIBUTING|LICENSE|docker-compose)/,
  ],
  markdown: {
    config(md) {
      const open =
        md.renderer.rules.link_open ?? ((tokens, i, options, _, self) => self.renderToken(tokens, i, options));
      md.renderer.rules.link_open = (tokens, i, options, env, self) => {
        const href = tokens[i]?.attrGet('href') ?? '';
        const outside =
          /^(?:\.\.\/)+((?:apps|libs|tools|test|examples|deploy|\.github|\.vscode|[A-Z]+\.md|docker-compose).*)$/.exec(
            href,
          )?.[1];
        if (outside && outside !== 'CHANGELOG.md') {
          if (sources) tokens[i]?.attrSet('href', `${sources}/blob/main/${outside}`);
          else tokens[i]?.attrSet('href', '#');
        } else if (outside) tokens[i]?.attrSet('href', '/changelog');
        return open(tokens, i, options, env, self);
      };
    },
  },
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
      { text: 'Build on it', items: folder('guides') },
      {
        text: 'Reference',
        items: [
          { text: 'HTTP API of conferencing', link: '/reference/conferencing' },
          { text: 'HTTP API of read-models', link: '/reference/read-models' },
          { text: 'Events', link: '/reference/events' },
          { text: 'Packages', link: '/packages/' },
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
          .filter(
            (name) =>
              !['architecture', 'life-of-a-change', 'glossary', 'settings', 'versioning', 'changelog'].includes(name),
          )
          .map(page),
      },
      { text: 'Runbooks', collapsed: true, items: folder('runbooks') },
      { text: 'How it is made', items: [page('architecture'), page('life-of-a-change')] },
      { text: 'Decisions', collapsed: true, items: folder('adr') },
    ],
  },
});
