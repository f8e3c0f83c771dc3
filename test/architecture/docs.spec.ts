import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { flattenDiagnosticMessageText, transpileModule } from 'typescript';
import { parseAllDocuments } from 'yaml';
import { blocks, documents, pages, prose, read } from './documents.js';

const repository = resolve(__dirname, '../..');

/** The anchor of a heading, as GitHub and the site make it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[`*]|\]\([^)]*\)/g, '')
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

const anchors = (path: string) => [...prose(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** What is wrong with the syntax of an example; undefined when nothing is, or nothing here can read its language. */
function faultOf({ language, code }: { language: string; code: string }): string | undefined {
  try {
    if (language === 'json') JSON.parse(code);
    if (language === 'yaml') for (const { errors } of parseAllDocuments(code)) if (errors[0]) throw errors[0];
  } catch (error) {
    return `${(error as Error).message}:\n${code}`;
  }
  if (language === 'ts') {
    const { diagnostics = [] } = transpileModule(code, {
      reportDiagnostics: true,
      compilerOptions: { experimentalDecorators: true },
    });
    return diagnostics[0] && `${flattenDiagnosticMessageText(diagnostics[0].messageText, ' ')}:\n${code}`;
  }
  if (language !== 'sh' && language !== 'bash') return undefined;
  const { status, stderr } = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
  return status === 0 ? undefined : `${stderr}:\n${code}`;
}

describe.each(documents)('%s', (document) => {
  it('links only to files and headings that are there', () => {
    const links = [...prose(document).matchAll(/\]\(([^)#:\s]*)(?:#([^)\s]*))?\)/g)].map(
      ([link, path = '', anchor]) => ({ link, target: path ? join(dirname(document), path) : document, anchor }),
    );
    const broken = links.filter(({ target, anchor }) => {
      if (!existsSync(join(repository, target))) return true;
      return anchor !== undefined && statSync(join(repository, target)).isFile() && !anchors(target).includes(anchor);
    });
    expect(broken.map(({ link }) => link)).toEqual([]);
  });

  it('names only files and folders that are there', () => {
    const named = [...prose(document).matchAll(/`((?:apps|docs|libs|test|tools)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });

  it('has examples whose syntax is right', () => {
    expect(blocks(document).flatMap((block) => faultOf(block) ?? [])).toEqual([]);
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
