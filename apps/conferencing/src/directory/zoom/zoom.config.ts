export interface ZoomSettings {
  /** Base of `/oauth/token` and `/oauth/authorize`; `https://zoom.us` in production. */
  oauthUrl: string;
  /** Base of `/v2/users`; `https://api.zoom.us` in production. The `api_url` in Zoom's answers is not used. */
  apiUrl: string;
  /** The app for authorization codes; null if only server-to-server credentials can be connected. */
  oauthApp: { clientId: string; clientSecret: string; redirectUri: string } | null;
  /** Verifies that webhooks come from Zoom; null: all webhooks are refused. */
  webhookSecret: string | null;
  limits: RetryLimits;
}

/** All in milliseconds. */
export interface RetryLimits {
  /** One request, from connecting to the end of its body. */
  attempt: number;
  /** Limit without any progress, retries and waits included; then the caller gets an error. */
  stall: number;
  /** The wait before the first retry; each later one may be twice as long. */
  backoff: number;
  /** How long the circuit breaker of a failing Zoom account stays open before one request tries it. */
  breaker: number;
  /**
   * How long a refused refresh token may still be replaced: the process that used it may not have stored the next one
   * yet.
   */
  settle: number;
}

const DEFAULT_RETRY_LIMITS: RetryLimits = {
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
    limits: DEFAULT_RETRY_LIMITS,
  };
}
