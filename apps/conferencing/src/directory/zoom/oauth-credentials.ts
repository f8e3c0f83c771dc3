import type { OAuthCredentials } from '../../domain/external-directory.port.js';
import type { GrantedToken } from './token-endpoint.js';

/** A token that expires sooner than this is not used: the request takes time, and clocks differ. */
export const AHEAD_MS = 60_000;

/** The stored access token, unless it expires soon or is the refused one. */
export function usable(credentials: OAuthCredentials, refused: string | null): string | null {
  const { accessToken, expiresAt } = credentials;
  if (accessToken === undefined || expiresAt === undefined || accessToken === refused) return null;
  return Date.parse(expiresAt) > Date.now() + AHEAD_MS ? accessToken : null;
}

export function oauthCredentials(granted: GrantedToken, refreshToken: string): OAuthCredentials {
  return {
    type: 'oauth',
    refreshToken,
    accessToken: granted.accessToken,
    expiresAt: granted.expiresAt.toISOString(),
    ...(granted.scope === null ? {} : { scope: granted.scope }),
  };
}
