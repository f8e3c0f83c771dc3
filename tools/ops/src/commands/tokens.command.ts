import type { Command } from 'commander';
import { createToken, publishCredentials, revokeToken } from '../../../../apps/conferencing/src/operate/tokens.js';
import type { Act } from '../act.js';

export function tokensCommands(program: Command, act: Act): void {
  const tokens = program.command('tokens').description('tokens of accounts');

  tokens
    .command('create <account_id>')
    .description('issue a token; it is shown this once')
    .requiredOption('--name <name>', 'what it is for')
    .action(
      act(async ({ conferencing, output }, accountId: string, { name }: { name: string }) => {
        const issued = await createToken(conferencing, accountId, name);
        const shown = { id: issued.id, account_id: issued.accountId, name: issued.name, token: issued.token };
        output.result(shown, [`${issued.id}: ${issued.token}`]);
      }),
    );

  tokens
    .command('revoke <account_id> <token_id>')
    .description('refuse the token from now on')
    .action(
      act(async ({ conferencing, output }, accountId: string, tokenId: string) => {
        await revokeToken(conferencing, accountId, tokenId);
        output.result({ id: tokenId, revoked: true }, [`${tokenId} is revoked.`]);
      }),
    );

  tokens
    .command('publish')
    .description('tell read-models of every account, token and signing key once more')
    .action(
      act(async ({ conferencing, output }) => {
        const noted = await publishCredentials(conferencing);
        output.result({ noted }, [`${noted} accounts, tokens and keys will be published again.`]);
      }),
    );
}
