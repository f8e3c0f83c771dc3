import { readFileSync } from 'node:fs';
import { eventually } from '@conferencing/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface View {
  name: string;
  width: number;
  height: number;
  colorScheme: 'light' | 'dark';
  /** Pages of tests stand still, unless they are about motion. */
  motion?: boolean;
}

export const VIEWS: readonly View[] = [
  { name: 'light', width: 1280, height: 800, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 800, colorScheme: 'dark' },
  { name: 'narrow', width: 360, height: 740, colorScheme: 'light' },
];

/** A screen of 4K without scaling. */
export const HUGE: View = { name: 'huge', width: 3840, height: 2160, colorScheme: 'light' };

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** A person in front of a browser of their own. */
export class Window {
  /** What the page or the browser complained of. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async open(browser: Browser, baseURL: string, view: View = VIEWS[0]!) {
    const { width, height, colorScheme, motion = false } = view;
    const context = await browser.newContext({
      baseURL,
      viewport: { width, height },
      colorScheme,
      reducedMotion: motion ? 'no-preference' : 'reduce',
      timezoneId: 'Europe/Berlin',
      locale: 'en-GB',
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const window = new Window(context, page);
    page.on('pageerror', (error) => window.complaints.push(String(error)));
    page.on('console', (message) => {
      // Refusals of the API that a test provokes are no mistakes of the page; a violated policy is.
      const text = message.text();
      if (message.type() === 'error' && !text.startsWith('Failed to load resource')) window.complaints.push(text);
    });
    return window;
  }

  /** @param account to choose, with the token of the platform */
  async signIn(token: string, account?: string): Promise<void> {
    await this.page.goto('/sign-in');
    await this.page.getByLabel('Access token').fill(token);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    if (account !== undefined) {
      await this.page.getByRole('listitem').filter({ hasText: account }).getByRole('button').click();
    }
    await this.page.waitForURL('**/overview');
  }

  /** Waits until the page shows what it was opened for. */
  async settled(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    // Asked again and again from here: the policy of the page allows no evaluation that the page repeats by itself.
    await eventually(
      () =>
        this.page.evaluate<boolean>(
          "document.querySelector('.skeleton, [aria-busy=true]') === null && document.fonts.status === 'loaded'",
        ),
      { timeoutMs: 20_000 },
    );
  }

  /** What people would have to scroll sideways, which they never should: the page, and what scrolls inside it. */
  async overflow(): Promise<string[]> {
    return this.page.evaluate<string[]>(`
      [document.documentElement, ...document.querySelectorAll('main, .page-in, .panel, .pair-list, .dialog, .dialog-body')]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map((at) => at.tagName + '.' + at.className + ' is ' + (at.scrollWidth - at.clientWidth) + ' pixels too wide')`);
  }

  /** Everything that axe finds wrong with what is shown now, one line each. */
  async violations(): Promise<string[]> {
    // Over the protocol: the policy of the page lets no script in.
    const session = await this.context.newCDPSession(this.page);
    await session.send('Runtime.evaluate', { expression: AXE });
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
          id + ' at ' + target.join(' ') + ': ' + failureSummary)))`,
      awaitPromise: true,
      returnByValue: true,
    });
    await session.detach();
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as string[];
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
