import { z } from 'zod';
import { html } from './answer.js';
import type { Answer } from './answer.js';
import type { TokenEndpoint } from './grant-token.js';

const authorizeQuery = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.url({ protocol: /^https?$/ }),
  state: z.string().max(4096).optional(),
  /** PKCE (RFC 7636): the code works only with the verifier of this challenge. */
  code_challenge: z.string().max(128).optional(),
  code_challenge_method: z.literal('S256').optional(),
  /** Not in Zoom: names the account that consents, so that no page is needed. */
  account_id: z.string().optional(),
  /** Not in Zoom: the consent is refused. */
  deny: z.string().optional(),
});

/**
 * `GET /oauth/authorize`: a page with one button for each account that may consent; with `account_id` it redirects to
 * `redirect_uri` at once, for tests.
 */
export function authorize(query: unknown, endpoint: TokenEndpoint): Answer {
  const parsed = authorizeQuery.safeParse(query);
  if (!parsed.success)
    return page('Invalid request', [`Check: ${parsed.error.issues.map((i) => i.path[0]).join(', ')}.`]);
  const { client_id: clientId, redirect_uri: redirectUri, state, account_id: accountId, deny } = parsed.data;
  const challenge = parsed.data.code_challenge ?? null;
  const app = endpoint.oauthClient?.id === clientId ? endpoint.oauthClient : null;
  const accounts = endpoint.accounts.all().filter((account) => app !== null || account.clientId === clientId);
  if (app === null && accounts.length === 0) return page('Invalid client_id (4,700)', []);
  if (app !== null && app.redirectUri !== null && app.redirectUri !== redirectUri) {
    return page('Invalid redirect (4,709)', []);
  }
  if (deny !== undefined) return back(redirectUri, { error: 'access_denied', state });
  if (accountId === undefined) return page('Allow access to your Zoom account?', choices(parsed.data, accounts));
  if (!accounts.some((account) => account.id === accountId)) return page('Unknown account', []);
  return back(redirectUri, { code: endpoint.tokens.issueCode({ accountId, clientId }, redirectUri, challenge), state });
}

function back(redirectUri: string, answer: Record<string, string | undefined>): Answer {
  const location = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) if (value !== undefined) location.searchParams.set(name, value);
  return { kind: 'redirect', location: location.href };
}

function choices(query: z.infer<typeof authorizeQuery>, accounts: readonly { id: string }[]): string[] {
  const link = (extra: Record<string, string>, text: string) => {
    const defined = Object.entries({ ...query, ...extra }).filter((entry): entry is [string, string] => !!entry[1]);
    return `<a href="/oauth/authorize?${escape(new URLSearchParams(defined).toString())}">${escape(text)}</a>`;
  };
  return [...accounts.map(({ id }) => link({ account_id: id }, `Allow as ${id}`)), link({ deny: '1' }, 'Decline')];
}

function page(title: string, lines: readonly string[]): Answer {
  const body = lines.map((line) => `<p>${line}</p>`).join('');
  const status = title.startsWith('Allow') ? 200 : 400;
  return html(`<!DOCTYPE html><title>Zoom sandbox</title><h1>${escape(title)}</h1>${body}`, status);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
