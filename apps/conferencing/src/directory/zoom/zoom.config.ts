export interface ZoomSettings {
  /** Base of `/oauth/token` and `/oauth/authorize`; `https://zoom.us` in production. */
  oauthUrl: string;
  /** Base of `/v2/users`; `https://api.zoom.us` in production. What Zoom itself says in `api_url` is not followed. */
  apiUrl: string;
  /** The app for authorization codes; null when only server-to-server credentials can be connected. */
  oauthApp: { clientId: string; clientSecret: string; redirectUri: string } | null;
  /** Proves that webhooks are Zoom's; null when none are believed. */
  webhookSecret: string | null;
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

interface ZoomEnvironment {
  ZOOM_OAUTH_URL: string;
  ZOOM_API_URL: string;
  ZOOM_CLIENT_ID?: string | undefined;
  ZOOM_CLIENT_SECRET?: string | undefined;
  ZOOM_REDIRECT_URI?: string | undefined;
  ZOOM_WEBHOOK_SECRET?: string | undefined;
}

/** @param env the process's settings, already validated */
export function zoomSettings(env: ZoomEnvironment): ZoomSettings {
  const { ZOOM_CLIENT_ID: clientId, ZOOM_CLIENT_SECRET: clientSecret, ZOOM_REDIRECT_URI: redirectUri } = env;
  const complete = clientId !== undefined && clientSecret !== undefined && redirectUri !== undefined;
  return {
    oauthUrl: env.ZOOM_OAUTH_URL,
    apiUrl: env.ZOOM_API_URL,
    oauthApp: complete ? { clientId, clientSecret, redirectUri } : null,
    webhookSecret: env.ZOOM_WEBHOOK_SECRET ?? null,
    patience: DEFAULT_PATIENCE,
  };
}
