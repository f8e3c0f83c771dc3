import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCUMENT = join(__dirname, '../../../docs/recovery.md');

/** The commands in the blocks of one guide, block by block, as an operator types them. */
export function commandsOf(title: string): string[][] {
  const guides = readFileSync(DOCUMENT, 'utf8').split(/^## /m);
  const guide = guides.find((text) => text.startsWith(`${title}\n`));
  if (guide === undefined) throw new Error(`There is no guide "${title}"`);
  return [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block.trim().split('\n'));
}
