import type { Locator } from 'playwright-core';
import type { Window } from './window.js';

const MOST_TABS = 120;

/** What the element with the focus is called: by its label, what is in it, or its placeholder. */
const FOCUSED = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return '';
  const label = at.labels?.[0]?.innerText;
  return [at.getAttribute('aria-label'), label, at.innerText, at.placeholder].find((text) => text) ?? '';
})()`;

/** A person without a mouse. */
export class Keyboard {
  constructor(private readonly window: Window) {}

  async type(text: string): Promise<void> {
    await this.window.page.keyboard.type(text);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.window.page.keyboard.press(key);
  }

  /** As {@link tabTo}, unless the dialog has given it the focus already. */
  async tabUntilIn(dialog: Locator, name: RegExp): Promise<void> {
    await dialog.getByRole('combobox').waitFor();
    const focused = await this.window.page.evaluate<string>(FOCUSED);
    if (!name.test(focused.trim())) await this.tabTo(name);
  }

  /** Goes forward with Tab until the element with this name has the focus. */
  async tabTo(name: RegExp): Promise<void> {
    const passed: string[] = [];
    for (let n = 0; n < MOST_TABS; n++) {
      await this.press('Tab');
      const focused = await this.window.page.evaluate<string>(FOCUSED);
      if (name.test(focused.replaceAll('\n', ' ').trim())) return;
      passed.push(focused.replaceAll('\n', ' '));
    }
    throw new Error(`Tab reaches nothing that is called ${name}, but: ${[...new Set(passed)].join(' | ')}`);
  }

  /** Waits until Enter takes this option: answers to what was typed may still be on their way. */
  async offered(option: RegExp): Promise<void> {
    await this.window.page.locator('[role=option][data-active-item]').filter({ hasText: option }).waitFor();
  }

  /** Opens the command palette, types, and takes what is found first. */
  async jumpTo(text: string, option: RegExp): Promise<void> {
    const { page } = this.window;
    await this.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    await this.type(text);
    await this.offered(option);
    await this.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
}
