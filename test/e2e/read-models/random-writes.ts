import type { Pair } from '../api/tenant.js';
import { assign, type Staff } from './staff.js';

/** The same numbers for the same seed, from 0 up to `below`. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const AT_ONCE = 6;

/** Changes hosts, the catalog and Zoom at random, several at a time; the owner decides the outcome. */
export async function writeAtRandom(staff: Staff, pairs: readonly Pair[], count: number, seed: number): Promise<void> {
  const { tenant } = staff;
  const random = seeded(seed);
  const hosts = [staff.anna, staff.ben, staff.carl];
  const write = async () => {
    const pair = pairs[random(pairs.length)] as Pair;
    const kind = random(10);
    if (kind < 6) await assign(staff, pair, hosts[random(hosts.length)] as string).catch(() => undefined);
    else if (kind < 7) await tenant.api.delete(pair.conferencing);
    else if (kind < 8) await tenant.api.delete(pair.path).then(() => tenant.api.put(pair.path));
    else if (kind < 9) await renameAnna(staff, random(1_000));
    else await flickProvider(staff, pair);
  };
  let left = count;
  const work = async () => {
    while (left-- > 0) await write();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function renameAnna({ tenant, connection }: Staff, suffix: number): Promise<void> {
  await tenant.zoomUsers([
    { id: 'u-anna', email: 'anna@example.com', first_name: `Anna ${suffix}`, last_name: 'Able' },
    { id: 'u-ben', email: 'ben@example.com', status: suffix % 2 === 0 ? 'active' : 'inactive' },
    { id: 'u-carl', email: 'carl@example.com', first_name: 'Carl', last_name: 'Cook', status: 'inactive' },
  ]);
  await tenant.sync(connection.path);
}

/** Deactivated, and back again. */
async function flickProvider({ tenant }: Staff, { providerId }: Pair): Promise<void> {
  for (const active of [false, true]) {
    await tenant.api.put(`/v1/providers/${providerId}`, { display_name: 'Dr. Smith', active });
  }
}
