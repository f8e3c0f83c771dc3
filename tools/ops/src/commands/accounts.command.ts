import type { Command } from 'commander';
import { listAccounts } from '../../../../apps/conferencing/src/operate/accounts.js';
import type { Act } from '../act.js';
import { table } from '../output.js';
import { moreAfter, pageOptions, type PageOptions, rangeOf } from '../page.js';

export function accountsCommands(program: Command, act: Act): void {
  const list = program.command('accounts').description('tenants').command('list').description('oldest first');
  pageOptions(list).action(
    act(async (place, page: PageOptions) => {
      const { items, total } = await listAccounts(await place.conferencing('read'), rangeOf(page));
      const accounts = items.map(({ id, name, createdAt }) => ({ id, name, created_at: createdAt }));
      const rows = accounts.map(({ id, name, created_at }) => [id, created_at.toISOString(), name]);
      place.output.result({ accounts, total }, [
        ...(rows.length === 0 ? ['There are none.'] : table([['id', 'created', 'name'], ...rows])),
        ...moreAfter('accounts list', page, items.length, total),
      ]);
    }),
  );
}
