import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { repository } from '../../checkout/repository.mjs';

/** Pages from outside of docs, by their place on the site. */
const OTHERS = {
  'README.md': 'start.md',
  'CHANGELOG.md': 'changelog.md',
  'CONTRIBUTING.md': 'contributing.md',
  'examples/README.md': 'examples/index.md',
  'examples/nest-subscriber/README.md': 'examples/nest-subscriber.md',
  'examples/orders/README.md': 'examples/orders.md',
  'libs/contracts/README.md': 'libs/contracts.md',
  'libs/conferencing-client/README.md': 'libs/client.md',
  'libs/messaging/README.md': 'libs/messaging.md',
  'libs/outbox/README.md': 'libs/outbox.md',
  'tools/zoom-sandbox/README.md': 'zoom-sandbox.md',
};

/** Outside of code blocks, which hold examples. */
const LINK = /(^ *```[^]*?^ *```)|\[([^\]]*)\]\(([^)#:\s]+)(#[^)\s]*)?\)/gm;

/** Where a file of the repository is on the site, or undefined. */
export function placeOf(file) {
  if (OTHERS[file]) return OTHERS[file];
  if (!file.startsWith('docs/')) return undefined;
  return file.slice('docs/'.length).replace(/(^|\/)README\.md$/, '$1index.md');
}

/**
 * Points the links of a page at the site. A link to a file that is no page leads to a page that shows the file, and one to a
 * folder becomes text.
 *
 * @param file the page, from the top of the repository
 * @returns the text, and the files to show
 */
function relink(text, file) {
  const shown = new Set();
  const linked = text.replaceAll(LINK, (whole, code, label, path, anchor = '') => {
    if (code !== undefined) return whole;
    const target = join(dirname(file), path);
    const place = placeOf(target);
    if (place !== undefined) return place.endsWith('.md') ? `[${label}](/${place}${anchor})` : whole;
    const readme = placeOf(`${target}/README.md`.replaceAll('//', '/'));
    if (readme !== undefined) return `[${label}](/${readme}${anchor})`;
    if (!existsSync(repository(target)) || !statSync(repository(target)).isFile()) return label;
    shown.add(target);
    return `[${label}](/source/${target}.md)`;
  });
  return { text: linked, shown };
}

/** Copies one file to its place; of a page, also the files to which it leads. */
export async function copyToSite(file, pages) {
  const place = placeOf(file);
  const to = join(pages, place);
  await mkdir(dirname(to), { recursive: true });
  if (!place.endsWith('.md')) {
    await cp(repository(file), to);
    // A picture that a page shows is taken from beside it, and one that it links to from the public folder.
    await cp(repository(file), join(pages, 'public', place));
    return;
  }
  const { text, shown } = relink(readFileSync(repository(file), 'utf8'), file);
  await writeFile(to, text);
  for (const source of shown) await showSource(source, pages);
}

async function showSource(file, pages) {
  const to = join(pages, 'source', `${file}.md`);
  await mkdir(dirname(to), { recursive: true });
  const code = readFileSync(repository(file), 'utf8').trimEnd();
  const text = `# ${basename(file)}\n\n\`${file}\` in the repository:\n\n\`\`\`\`${extname(file).slice(1)}\n${code}\n\`\`\`\`\n`;
  await writeFile(to, text);
}

/** Every file that belongs on the site. */
export function filesOfSite() {
  const names = readdirSync(repository('docs'), { recursive: true, encoding: 'utf8' });
  const own = names.map((name) => `docs/${name}`).filter((name) => statSync(repository(name)).isFile());
  return [...own, ...Object.keys(OTHERS)];
}
