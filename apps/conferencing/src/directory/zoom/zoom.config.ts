export interface ZoomSettings {
  /** Base of `/oauth/token` and `/oauth/authorize`; `https://zoom.us` in production. */
  oauthUrl: string;
  /** Base of `/v2/users`; `https://api.zoom.us` in production. What Zoom itself says in `api_url` is not followed. */
  apiUrl: string;
  /** The app for authorization codes; null when only server-to-server credentials can be connected. */
  oauthApp: { clientId: string; clientSecret: string; redirectUri: string } | null;
  patience: Patience;
}

/** All in milliseconds. */
export interface Patience {
  /** One request, from connecting to the end of its body. */
  attempt: number;
  /** Without any progress, retries and waits included; then the caller is told. */
  stall: number;
  /** The first wait before another try; each further one may be twice as long. */
  backoff: number;
  /** How long a connection that failed time and again is left alone before one request tries it. */
  breaker: number;
  /** How long a refresh token's refusal isn't final yet: the one who used it may not have stored the next one yet. */
  settle: number;
}

export const DEFAULT_PATIENCE: Patience = {
  attempt: 8_000,
  stall: 20_000,
  backoff: 200,
  breaker: 1_000,
  settle: 1_000,
};
