import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { blocks } from '../../../test/architecture/documents.js';
import { launchChromium } from '../../../test/console/harness/chromium.js';

const repository = resolve(__dirname, '../../..');
const site = join(repository, 'dist/docs');
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** What any server of files does: no rules for this site. */
const fileOf = (path: string) => {
  const file = join(site, decodeURI(path));
  return existsSync(file) && statSync(file).isDirectory() ? join(file, 'index.html') : file;
};

const pages = () =>
  readdirSync(site, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.html') && name !== '404.html',
  );

const anchors = new Map<string, Set<string>>();
function hasAnchor(file: string, anchor: string): boolean {
  let known = anchors.get(file);
  if (!known) {
    known = new Set([...readFileSync(file, 'utf8').matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id));
    anchors.set(file, known);
  }
  return known.has(anchor);
}

/** Links and pictures of a page that lead nowhere. */
function brokenLinks(page: string): string[] {
  const html = readFileSync(join(site, page), 'utf8');
  const links = [...html.matchAll(/<(?:a|img|link|script)\b[^>]* (?:href|src)="([^":]+)"/g)].map(
    ([, link = '']) => link,
  );
  return links.flatMap((link) => {
    const [path = '', anchor] = link.replaceAll('&amp;', '&').split('#');
    const file = path === '' ? join(site, page) : fileOf(path.startsWith('/') ? path : join(dirname(page), path));
    const leads = existsSync(file) && (!anchor || hasAnchor(file, decodeURIComponent(anchor)));
    return leads ? [] : [`${page}: ${link}`];
  });
}

describe('the documentation as a site', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  const failures: string[] = [];
  beforeAll(async () => {
    execFileSync(process.execPath, ['tools/docs/run.mjs'], { cwd: repository, stdio: 'pipe' });
    server = createServer((request, response) => {
      const file = fileOf(new URL(request.url ?? '', 'http://site').pathname);
      if (!existsSync(file)) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
      response.end(readFileSync(file));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    browser = await launchChromium();
    page = await browser.newPage({ colorScheme: 'dark' });
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => failures.push(error.message));
  }, 1_200_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const open = (path: string) => page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);

  it('has a page for every document and every entry point of a package, and no link or picture that leads nowhere', () => {
    const documents = readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => name.replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html'));
    const entries = ['client', 'contracts', 'contracts/classes', 'contracts/testing', 'messaging', 'messaging/nest'];
    const references = [...entries, 'messaging/records', 'outbox'].map(
      (name) => `packages/@conferencing/${name}/index.html`,
    );
    expect(pages()).toEqual(expect.arrayContaining([...documents, ...references, 'start.html', 'libs/messaging.html']));
    expect(pages().flatMap(brokenLinks)).toEqual([]);
  });

  it.each([
    ['README.md', '/start.html'],
    ['docs/architecture.md', '/architecture.html'],
  ])('draws every picture of %s', async (source, path) => {
    const pictures = blocks(source).filter(({ language }) => language === 'mermaid').length;
    expect(pictures).toBeGreaterThan(0);
    await open(path);
    const drawn = page.locator('.mermaid svg');
    await drawn.nth(pictures - 1).waitFor();
    expect(await drawn.count()).toBe(pictures);
    // What the renderer draws instead of a picture that it can't read.
    expect(await page.getByText('Syntax error in text').count()).toBe(0);
  });

  it('finds a word', async () => {
    await open('/');
    await page.keyboard.press('Control+k');
    await page.fill('.search-input', 'tombstone');
    await page.waitForSelector('.result');
  });

  it('shows the HTTP APIs and the events, also in the dark', async () => {
    await open('/reference/conferencing.html');
    await page.getByText('/v1/services/{service_id}/providers/{provider_id}/conferencing').first().waitFor();
    await open('/reference/read-models.html');
    await page.getByText('/v1/conferencing/changes').first().waitFor();
    await open('/reference/events.html');
    await page.locator('.events').getByText('catalog.updated').first().waitFor();
    await page.waitForSelector('html.dark');
    expect(failures).toEqual([]);
  });
});
