import { eventually } from '@conferencing/testing';
import type { Browser } from 'playwright-core';
import { expectStatus } from '../../e2e/api/tenant.js';
import { type Clinic, clinic } from '../harness/clinic.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { spoken } from '../harness/screen-reader.js';
import { Window } from '../harness/window.js';

/** The main flow, as a screen reader receives it. */
export function spokenFlow(world: ConsoleWorld, browser: () => Browser): void {
  let place: Clinic;
  let window: Window;

  beforeAll(async () => {
    place = await clinic(world);
    window = await Window.open(browser(), world.url);
  });
  afterAll(() => window.close());

  /** What a screen reader receives follows what is drawn a moment later. */
  const hears = async (...lines: string[]) => {
    let said: string[] = [];
    let missing = lines;
    const all = async () => {
      said = await spoken(window);
      missing = lines.filter((line) => !said.includes(line));
      return missing.length === 0;
    };
    await eventually(all).catch(() => undefined);
    expect(missing).toEqual([]);
    return said;
  };

  it('of the sign-in, and of what is wrong with a token', async () => {
    const { page } = window;
    await page.goto('/sign-in');
    await page.getByLabel('Access token').waitFor();
    await hears(
      'heading "Who hosts what", level 1',
      'textbox "Access token" (The account token that you were given. Operators can use the platform token.), required',
      'button "Sign in", disabled',
    );
    await page.getByLabel('Access token').fill('odd');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await hears(
      'alert "", live assertive',
      'textbox "Access token" (The account token that you were given. Operators can use the platform token. ' +
        'This token is unknown, expired or revoked. Ask for a new one.), invalid, required',
    );
    await window.signIn(place.tenant.token);
    await window.settled();
    await hears('navigation "Main"', 'main ""', 'heading "Overview", level 1', 'link "12 No host"');
  });

  it('of the list, the selection, the dialog and the result', async () => {
    const { page } = window;
    await page.goto('/assignments?search=follow&sort=provider');
    await page.getByLabel('Select Ben Okafor, Follow-up').waitFor();
    await window.settled();
    await hears(
      'heading "Assignments", level 1',
      'searchbox "Search assignments"',
      'group "Filter by state"',
      'grid "Assignments"',
      'columnheader "Provider"',
      'gridcell "Ben Okafor ben@clinic.example"',
      'checkbox "Select Ben Okafor, Follow-up"',
    );
    await page.getByLabel('Select Ben Okafor, Follow-up').click();
    await page.getByText('1 assignment selected').waitFor();
    await hears(
      'checkbox "Select Ben Okafor, Follow-up", checked',
      'region "Selected assignments"',
      'StaticText "1 assignment selected"',
    );
    await page.getByRole('button', { name: 'Assign a host' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Host' }).fill('Ada');
    await page.getByRole('option', { name: /Ada Moreau/ }).waitFor();
    const inside = await hears(
      'dialog "Assign a host to 1 assignment"',
      'combobox "Host", expanded',
      'option "Ada Moreau ada@clinic.example", selected',
      'radio "One host for all", checked',
    );
    // What lies behind the dialog is out of reach.
    expect(inside).not.toContain('grid "Assignments"');
    await page.getByRole('option', { name: /Ada Moreau/ }).click();
    await dialog.getByRole('button', { name: 'Assign 1 assignment' }).click();
    await dialog.waitFor({ state: 'detached' });
    await hears(
      'region "Messages", live polite',
      'StaticText "Ada Moreau hosts 1 assignment now."',
      'button "Undo"',
      'grid "Assignments"',
    );
  });

  it('of what another administrator changes', async () => {
    const { page } = window;
    await page.getByText('Live', { exact: true }).first().waitFor();
    const { conferencing } = place.pairs.get('Follow-up/Cleo Lindt')!;
    const { id, users } = place.connection;
    const body = { connected_account_id: id, external_user_id: users['ben@clinic.example'].id };
    const platform = world.platform.with({ 'x-account-id': place.tenant.accountId });
    expectStatus(await platform.put(conferencing, body), 200);
    await page.getByText('1 assignment changed by Platform.').waitFor({ state: 'attached' });
    await hears('status "", live polite', 'StaticText "1 assignment changed by Platform."');
    expect(window.complaints).toEqual([]);
  });
}
