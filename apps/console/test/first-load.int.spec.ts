import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

const built = join(__dirname, '../../../dist/apps/console/web');
const manifest = JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
const pages = Object.keys(manifest).filter((name) => name.endsWith('.page.tsx'));
const html = readFileSync(join(built, 'index.html'), 'utf8');

/** Every file that a chunk needs before it can run. */
function filesOf(name: string, files = new Set<string>()): Set<string> {
  const { file, imports = [], css = [] } = manifest[name]!;
  if (files.has(file)) return files;
  for (const one of [file, ...css]) files.add(one);
  for (const other of imports) filesOf(other, files);
  return files;
}

/** What a browser loads before it shows the page: what the document names, and the page's own part. */
function firstLoad(page: string): number {
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file = '']) => file);
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry)!;
  const files = new Set([...named, ...filesOf(entry), ...filesOf(page)]);
  return [...files].reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(built, file))).length,
    gzipSync(html).length,
  );
}

it.each(pages)('%s is there with less than 200 KB', (page) => {
  expect(firstLoad(page)).toBeGreaterThan(20_000);
  expect(firstLoad(page)).toBeLessThan(200_000);
});

it('nothing of the document is inline', () => {
  expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=/);
});
