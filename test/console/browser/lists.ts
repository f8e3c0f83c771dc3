import { readFileSync } from 'node:fs';
import type { Browser, Download } from 'playwright-core';
import { type Clinic, clinic } from '../harness/clinic.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { Keyboard } from '../harness/keyboard.js';
import { Window } from '../harness/window.js';

const ROWS = 100_000;

/** Takes lists out of the console and brings them in. */
export function lists(world: ConsoleWorld, browser: () => Browser): void {
  let place: Clinic;
  let window: Window;
  let keys: Keyboard;

  beforeAll(async () => {
    place = await clinic(world);
    await place.assign('First appointment', 'Ada Moreau', 'ada@clinic.example');
    window = await Window.open(browser(), world.url);
    keys = new Keyboard(window);
    await window.signIn(place.tenant.token);
  });
  afterAll(() => window.close());

  const rowsOf = async (download: Download) =>
    readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
  /** As the browser does it: too much to be typed in a test. */
  const paste = (text: string) =>
    window.page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', ${JSON.stringify(text)});
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.querySelector('textarea').dispatchEvent(paste);
    })()`);
  const count = (label: string) => window.page.getByRole('listitem').filter({ hasText: label }).first().innerText();
  const hostOf = async (pair: string) =>
    (await place.tenant.api.get(place.pairs.get(pair)!.conferencing)).data?.external_user.email;

  it('exports what the filters show, by keyboard', async () => {
    const { page } = window;
    await page.goto('/assignments?search=follow');
    await page.getByLabel('Select Ada Moreau, Follow-up').waitFor();
    await keys.tabTo(/^Export$/);
    const [download] = await Promise.all([page.waitForEvent('download'), keys.press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/^assignments-\d{4}-\d\d-\d\d\.csv$/);
    const [header, ...rows] = await rowsOf(download);
    expect(header).toMatch(/^service_id,/);
    expect(rows).toHaveLength(4);
    expect(rows.every((row) => row.includes('Follow-up'))).toBe(true);
    await page.getByText(`${download.suggestedFilename()} is in your downloads.`).waitFor();
  });

  it('names the rows of a list that it can’t use, writes the others, and says so', async () => {
    const { page } = window;
    const list = [
      'service,provider,host',
      'First appointment,ada@clinic.example,ADA@clinic.example',
      'First appointment,ben@clinic.example,ben@clinic.example',
      'follow-up,Cleo Lindt,cleo@clinic.example',
      'Follow-up,Cleo Lindt,ben@clinic.example',
      'Follow-up,Nobody,ben@clinic.example',
      'Group session,Dana Novak,stranger@clinic.example',
      'Group session,,ben@clinic.example',
    ];
    await keys.jumpTo('Import', /^Import a list$/);
    await page.getByLabel('Paste the list here').waitFor();
    await keys.tabTo(/^Paste the list here$/);
    await page.keyboard.insertText(list.join('\n'));
    await keys.tabTo(/^Check the list$/);
    await keys.press('Enter');
    await page.getByRole('heading', { name: '7 rows checked' }).waitFor();
    expect([await count('Can be used'), await count('Change nothing'), await count('Can’t be used')]).toEqual([
      expect.stringMatching(/2$/),
      expect.stringMatching(/1$/),
      expect.stringMatching(/4$/),
    ]);
    for (const reason of [
      'An earlier row is about the same assignment or provider.',
      'There is no such provider.',
      'There is no such Zoom user.',
      'The provider is missing.',
    ])
      await page.getByText(reason).first().waitFor();
    expect(await hostOf('First appointment/Ben Okafor')).toBeUndefined();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export all of them' }).click(),
    ]);
    expect((await rowsOf(download)).map((row) => row.split(',')[0])).toEqual(['"line"', '"5"', '"6"', '"7"', '"8"']);

    await page.getByRole('button', { name: 'Write 2 rows' }).focus();
    await keys.press('Enter');
    await page.getByText('2 rows written.').waitFor();
    expect(await hostOf('First appointment/Ben Okafor')).toBe('ben@clinic.example');
    expect(await hostOf('Follow-up/Cleo Lindt')).toBe('cleo@clinic.example');
    expect(await page.getByLabel('Paste the list here').inputValue()).toContain('stranger@clinic.example');
    await page.getByRole('button', { name: 'Check the list' }).click();
    await page.getByRole('heading', { name: '7 rows checked' }).waitFor();
    expect(await count('Change nothing')).toMatch(/3$/);
  });

  it('writes mappings from a list', async () => {
    const { page } = window;
    await page.goto('/import');
    await page.getByLabel('What the list contains').selectOption('mappings');
    await page.getByLabel('Paste the list here').fill('Dana Novak\tben@clinic.example\nNobody\tben@clinic.example');
    await page.getByRole('button', { name: 'Check the list' }).click();
    await page.getByRole('button', { name: 'Write 1 row' }).click();
    await page.getByText('1 row written.').waitFor();
    const { providerId } = place.pairs.get('Follow-up/Dana Novak')!;
    const { data } = await place.tenant.api.get(`${place.connection.path}/user_mappings/${providerId}`);
    expect([data.source, data.external_user.email]).toEqual(['manual', 'ben@clinic.example']);
  });

  it('checks a pasted list of 100,000 rows before anything is written', async () => {
    const { page } = window;
    const rows = Array.from({ length: ROWS }, (_, n) => `Group session,Provider ${n},ada@clinic.example`);
    rows[50_000] = 'Group session,Ben Okafor,ada@clinic.example';
    await page.goto('/import');
    await page.getByLabel('Paste the list here').waitFor();
    await paste(rows.join('\n'));
    await page.getByText('The pasted list: 100,000 lines').waitFor();
    await page.getByRole('button', { name: 'Check the list' }).click();
    await page.getByRole('heading', { name: '100,000 rows checked' }).waitFor({ timeout: 60_000 });
    expect(await count('Can be used')).toMatch(/1$/);
    expect(await count('Can’t be used')).toMatch(/99,999$/);
    await page.getByText('There is no such provider.').first().waitFor();
    await page.getByText('The first 200').first().waitFor();
    expect(await hostOf('Group session/Ben Okafor')).toBeUndefined();
    expect(window.complaints).toEqual([]);
  });
}
