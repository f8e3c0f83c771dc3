import { notFound } from '@conferencing/kernel';
import { findProvider, forgetProvider } from '../../../../apps/conferencing/src/operate/forget-provider.js';
import { SAY_YES } from '../confirmed.js';
import type { Workplace } from '../workplace.js';
import { ParkedNaming } from './parked-naming.js';

/** Records of pairs name providers by their ids only. */
const aboutProvider = (key: string | null) => key === null || !key.includes('/');

/** Says what goes and, if it is wished, removes it. */
export async function forgetProviderOf(place: Workplace, id: string, yes: boolean): Promise<boolean> {
  const access = yes ? 'write' : 'read';
  const database = await place.conferencing(access);
  const provider = await findProvider(database, id);
  const parked = await ParkedNaming.of(place, 'conferencing', access, id, aboutProvider);
  if (provider === undefined && parked.ids.length === 0) throw notFound(`Nothing is known of ${id}.`);
  if (yes) {
    await forgetProvider(database, id, new Date());
    await parked.discard();
  }
  const { named = false, mappings = 0, sameEmail = [] } = provider ?? {};
  place.output.result(
    {
      id,
      done: yes,
      named,
      mappings,
      parked_records: parked.ids.length,
      unreadable_ranges: parked.unreadable,
      users_with_same_email: sameEmail,
    },
    [
      named ? `${id}: names, email and time zone.` : `${id}: no name, email or time zone is kept.`,
      `${mappings} mappings, ${parked.ids.length} parked records.`,
      ...unsearchedLine(parked.unreadable),
      ...sameEmail.map((user) => `${user} has the same email: ops forget external_user ${user}`),
      yes ? 'Done. Now the owner of catalog.updated publishes the provider without the data.' : SAY_YES,
    ],
  );
  return yes;
}

export function unsearchedLine(ranges: number): string[] {
  if (ranges === 0) return [];
  return [`${ranges} parked ranges can't be read, so nobody knows whom they name: ops parked list, then discard them.`];
}
