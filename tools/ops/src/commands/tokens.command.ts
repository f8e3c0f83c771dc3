import type { Command } from 'commander';
import { createToken, publishCredentials, revokeToken } from '../../../../apps/conferencing/src/operate/tokens.js';
import { listTokens } from '../../../../apps/conferencing/src/operate/accounts.js';
import type { Act } from '../act.js';
import { table } from '../output.js';
import { moreAfter, pageOptions, type PageOptions, rangeOf } from '../page.js';

export function tokensCommands(program: Command, act: Act): void {
  const tokens = program.command('tokens').description('tokens of accounts');

  tokens
    .command('create <account_id>')
    .description('issue a token; it is shown this once')
    .requiredOption('--name <name>', 'what it is for')
    .action(
      act(async (place, accountId: string, { name }: { name: string }) => {
        const issued = await createToken(await place.conferencing('write'), accountId, name);
        const shown = { id: issued.id, account_id: issued.accountId, name: issued.name, token: issued.token };
        place.output.result(shown, [`${issued.id}: ${issued.token}`]);
      }),
    );

  const list = tokens.command('list <account_id>').description('tokens of an account, oldest first');
  pageOptions(list).action(
    act(async (place, accountId: string, page: PageOptions) => {
      const { items, total } = await listTokens(await place.conferencing('read'), accountId, rangeOf(page));
      const shown = items.map(({ id, name, createdAt, revokedAt }) => ({
        id,
        name,
        created_at: createdAt,
        revoked_at: revokedAt,
      }));
      const rows = shown.map((one) => [
        one.id,
        one.created_at.toISOString(),
        one.revoked_at === null ? 'works' : `revoked ${one.revoked_at.toISOString()}`,
        one.name,
      ]);
      place.output.result({ tokens: shown, total }, [
        ...(rows.length === 0 ? ['There are none.'] : table([['id', 'created', 'state', 'name'], ...rows])),
        ...moreAfter(`tokens list ${accountId}`, page, items.length, total),
      ]);
    }),
  );

  tokens
    .command('revoke <account_id> <token_id>')
    .description('refuse the token from now on')
    .action(
      act(async (place, accountId: string, tokenId: string) => {
        await revokeToken(await place.conferencing('write'), accountId, tokenId);
        place.output.result({ id: tokenId, revoked: true }, [`${tokenId} is revoked.`]);
      }),
    );

  tokens
    .command('publish')
    .description('tell read-models of every account, token and signing key once more')
    .action(
      act(async (place) => {
        const noted = await publishCredentials(await place.conferencing('write'));
        place.output.result({ noted }, [`${noted} accounts, tokens and keys will be published again.`]);
      }),
    );
}
