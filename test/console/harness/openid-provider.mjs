import { Provider } from 'oidc-provider';

/** A certified OpenID provider for tests: it signs in under any name. Settings come as JSON in the environment. */
const { issuer, clients, accounts } = JSON.parse(process.env.OPENID_PROVIDER);

const provider = new Provider(issuer, {
  clients,
  claims: { openid: ['sub'], profile: ['name', 'account_id'] },
  pkce: { required: () => true },
  cookies: { keys: ['key of the tests'] },
  findAccount: (_, sub) => ({
    accountId: sub,
    claims: () => ({ sub, name: `${sub} of the tests`, account_id: accounts[sub] }),
  }),
  loadExistingGrant: async (context) => {
    const { oidc } = context;
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
});

provider.listen(Number(new URL(issuer).port), '127.0.0.1', () => process.stdout.write('listening\n'));
