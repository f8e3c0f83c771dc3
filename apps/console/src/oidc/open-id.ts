import { unavailable } from '@conferencing/http-edge';
import { Injectable, Logger } from '@nestjs/common';
import * as oidc from 'openid-client';
import type { ConsoleSettings } from '../console.config.js';

/** What the end of a sign-in needs from its start; the browser keeps it, sealed. */
export interface OpenIdAttempt {
  state: string;
  nonce: string;
  verifier: string;
  /** The page to show afterwards. */
  to: string;
}

export interface OpenIdUser {
  sub: string;
  name: string | null;
  /** The value of the claim that names the account, unchecked. */
  accounts: unknown;
}

const SCOPE = 'openid profile email';
const CALLBACK = '/session/oidc/callback';
const LOOPBACK = /^(?:localhost|127\.|\[::1\])/;

/** OpenID Connect: authorization code with PKCE, state and nonce. */
@Injectable()
export class OpenId {
  private readonly logger = new Logger(OpenId.name);
  private configuration: Promise<oidc.Configuration> | undefined;

  constructor(private readonly settings: ConsoleSettings) {}

  get enabled(): boolean {
    return this.settings.OIDC_ISSUER !== undefined;
  }

  /** The address of the provider's page, and the values that its answer is checked against. @throws DomainError 503 */
  async start(to: string): Promise<{ url: URL; attempt: OpenIdAttempt }> {
    const configuration = await this.configure();
    const attempt = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      to,
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: `${this.settings.PUBLIC_URL}${CALLBACK}`,
      scope: SCOPE,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { url, attempt };
  }

  /**
   * @param search the query of the address to which the provider sent the browser back
   * @throws the error of openid-client when the answer is not valid
   */
  async finish(search: string, { state, nonce, verifier }: OpenIdAttempt): Promise<OpenIdUser> {
    const configuration = await this.configure();
    const back = new URL(`${this.settings.PUBLIC_URL}${CALLBACK}${search}`);
    const tokens = await oidc.authorizationCodeGrant(configuration, back, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('The provider has sent no ID token');
    const userClaims = { ...claims, ...(await this.userInfo(configuration, tokens.access_token, claims)) };
    const name = [userClaims.name, userClaims.email, userClaims.preferred_username].find(
      (one) => typeof one === 'string' && one !== '',
    );
    return {
      sub: claims.sub,
      name: (name as string | undefined)?.slice(0, 120) ?? null,
      accounts: userClaims[this.settings.OIDC_ACCOUNT_CLAIM],
    };
  }

  /** Providers that keep ID tokens small send the other claims only here. */
  private async userInfo(
    configuration: oidc.Configuration,
    accessToken: string,
    claims: oidc.IDToken,
  ): Promise<object> {
    if (claims[this.settings.OIDC_ACCOUNT_CLAIM] !== undefined) return {};
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
    return oidc.fetchUserInfo(configuration, accessToken, claims.sub);
  }

  private async configure(): Promise<oidc.Configuration> {
    this.configuration ??= this.discover();
    try {
      return await this.configuration;
    } catch (error) {
      this.configuration = undefined;
      this.logger.warn({ err: error }, 'The OpenID provider cannot be reached');
      throw unavailable('The OpenID provider cannot be reached now.', { cause: error });
    }
  }

  private discover(): Promise<oidc.Configuration> {
    const { OIDC_ISSUER = '', OIDC_CLIENT_ID = '', OIDC_CLIENT_SECRET = '' } = this.settings;
    const issuer = new URL(OIDC_ISSUER);
    const plain = issuer.protocol === 'http:' && LOOPBACK.test(issuer.hostname);
    return oidc.discovery(issuer, OIDC_CLIENT_ID, undefined, authenticateBy(OIDC_CLIENT_SECRET), {
      timeout: 10,
      execute: plain ? [oidc.allowInsecureRequests] : [],
    });
  }
}

/** In the header if the provider accepts that, the default of OpenID Connect Discovery; else in the body. */
function authenticateBy(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (methods.includes('client_secret_basic') ? basic : post)(server, client, body, headers);
  };
}
