import { createHash } from 'node:crypto';
import type { SandboxSettings } from '../sandbox.config.js';
import { ownerOf } from './accounts.js';
import type { Accounts, ZoomAccount } from './accounts.js';
import { json, tokenError } from './answer.js';
import type { Answer } from './answer.js';
import type { Grant, Tokens } from './tokens.js';

export interface TokenRequest {
  /** From the `Authorization: Basic` header. */
  client: { id: string; secret: string } | null;
  form: Record<string, string | undefined>;
  /** The address of the API of this Zoom. */
  apiUrl: string;
}

export interface TokenEndpoint {
  accounts: Accounts;
  tokens: Tokens;
  oauthClient: SandboxSettings['oauthClient'];
}

const invalidToken = () => tokenError(400, 'invalid_grant', 'Invalid Token!');
const invalidClient = () => tokenError(401, 'invalid_client', 'Invalid client_id or client_secret');

/** The account of a token request, if it can be found; faults belong to accounts. */
export function accountOfTokenRequest({ form }: TokenRequest, { accounts, tokens }: TokenEndpoint): string | null {
  const id = form.account_id ?? tokens.accountOf(form.refresh_token ?? form.code ?? '');
  return id === undefined ? null : (accounts.get(id)?.id ?? null);
}

/** `POST /oauth/token`, each of its three grants. */
export function grantToken(request: TokenRequest, endpoint: TokenEndpoint): Answer {
  switch (request.form.grant_type) {
    case 'account_credentials':
      return grantAccountCredentials(request, endpoint);
    case 'authorization_code':
      return grantAuthorizationCode(request, endpoint);
    case 'refresh_token':
      return grantRefreshToken(request, endpoint);
    default:
      return tokenError(400, 'unsupported_grant_type', 'Unsupported grant type');
  }
}

function grantAccountCredentials({ client, form, apiUrl }: TokenRequest, { accounts, tokens }: TokenEndpoint): Answer {
  if (client === null) return invalidClient();
  const account = accounts.get(form.account_id ?? '');
  if (account === undefined) return tokenError(400, 'invalid_request', 'Bad Request');
  if (account.clientId !== client.id || account.clientSecret !== client.secret) return invalidClient();
  return json(accessTokenBody(account, tokens, apiUrl));
}

function grantAuthorizationCode({ client, form, apiUrl }: TokenRequest, endpoint: TokenEndpoint): Answer {
  if (!isOAuthClient(client, endpoint)) return invalidClient();
  const code = endpoint.tokens.takeCode(form.code ?? '');
  if (code === undefined || code === 'expired' || code.clientId !== client?.id) {
    return tokenError(
      400,
      'invalid_grant',
      code === 'expired' ? 'Authorization code expired' : 'Invalid authorization code',
    );
  }
  if (code.challenge !== null && code.challenge !== challengeOf(form.code_verifier ?? '')) {
    return tokenError(400, 'invalid_grant', 'Invalid code verifier');
  }
  if (code.redirectUri !== form.redirect_uri) return tokenError(400, 'invalid_request', 'Redirect URI mismatch');
  return grantWithRefresh(code, endpoint, apiUrl);
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function grantRefreshToken({ client, form, apiUrl }: TokenRequest, endpoint: TokenEndpoint): Answer {
  if (!isOAuthClient(client, endpoint)) return invalidClient();
  const grant = endpoint.tokens.takeRefresh(form.refresh_token ?? '');
  if (grant === undefined || grant.clientId !== client?.id) return invalidToken();
  return grantWithRefresh(grant, endpoint, apiUrl);
}

function grantWithRefresh(grant: Grant, { accounts, tokens }: TokenEndpoint, apiUrl: string): Answer {
  const account = accounts.get(grant.accountId);
  if (account === undefined) return invalidToken();
  const refreshToken = tokens.issueRefresh({ accountId: grant.accountId, clientId: grant.clientId });
  return json({ ...accessTokenBody(account, tokens, apiUrl), refresh_token: refreshToken });
}

function accessTokenBody(account: ZoomAccount, tokens: Tokens, apiUrl: string) {
  const token = tokens.issueAccess(account.id, account.scopes, ownerOf(account)?.id);
  return {
    access_token: token.value,
    token_type: 'bearer',
    expires_in: tokens.lifetimeSeconds,
    scope: token.scopes.join(' '),
    api_url: apiUrl,
  };
}

/** The configured app may ask for every account, an account's own client only for that account. */
function isOAuthClient(client: TokenRequest['client'], { accounts, oauthClient }: TokenEndpoint): boolean {
  if (client === null) return false;
  if (oauthClient !== null && oauthClient.id === client.id) return oauthClient.secret === client.secret;
  return accounts.all().some((account) => account.clientId === client.id && account.clientSecret === client.secret);
}
