import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(__dirname, '../..');

/** The pages below a folder, by their path from the top of the repository. */
export const pages = (folder: string): string[] =>
  existsSync(join(repository, folder))
    ? readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
        .map((name) => join(folder, name))
    : [];

/** Every page for readers. */
export const documents = [
  ...readdirSync(repository).filter((name) => name.endsWith('.md')),
  ...['docs', 'libs', 'examples', 'deploy', 'tools/zoom-sandbox'].flatMap(pages),
];

export const read = (path: string) => readFileSync(join(repository, path), 'utf8');

/** Code blocks hold examples, not references. */
export const prose = (path: string) => read(path).replaceAll(/^( *)```[^]*?^\1```/gm, '');

export interface CodeBlock {
  page: string;
  language: string;
  code: string;
}

export const blocks = (page: string): CodeBlock[] =>
  [...read(page).matchAll(/^( *)```(\w+)[^\n]*\n([^]*?)^\1```/gm)].map(([, , language = '', code = '']) => ({
    page,
    language,
    code,
  }));

/** The blocks of a language on all pages. */
export const blocksIn = (language: string) => documents.flatMap(blocks).filter((block) => block.language === language);
