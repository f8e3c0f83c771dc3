import { KafkaError, type KafkaErrorCode } from './kafka.errors.js';

export interface OauthClient {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  scope?: string;
}

const TIMEOUT_MS = 10_000;
/** Renewed after this share of its life, so that it never ends while a connection is being opened. */
const RENEW_AFTER = 0.8;
/** Of a token whose answer doesn't say it, RFC 6749 leaves it to the documentation. */
const DEFAULT_LIFE_SECONDS = 300;

/** Access tokens by the grant `client_credentials`, kept while they are young; callers at one time share one request. */
export class OauthToken {
  private kept: { value: string; renewAt: number } | undefined;
  private request: Promise<string> | undefined;

  constructor(private readonly client: OauthClient) {}

  /** @throws KafkaError when the endpoint gives none */
  get(): Promise<string> {
    if (this.kept && performance.now() < this.kept.renewAt) return Promise.resolve(this.kept.value);
    this.request ??= this.fetch().finally(() => (this.request = undefined));
    return this.request;
  }

  private async fetch(): Promise<string> {
    const { tokenUrl, clientId, clientSecret, scope } = this.client;
    const asked = performance.now();
    const encode = encodeURIComponent;
    const login = Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64');
    const answer = await fetch(tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${login}`, accept: 'application/json' },
      body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: Error) => refuse('connection', `does not answer (${causeOf(cause)})`));
    if (!answer.ok) refuse(answer.status < 500 ? 'unauthorized' : 'connection', `answered ${answer.status}`);
    const body = (await answer.json().catch(() => undefined)) as { access_token?: unknown; expires_in?: unknown };
    const value = body?.access_token;
    if (typeof value !== 'string' || value === '') refuse('unauthorized', 'answered without an access_token');
    const life = Number(body.expires_in) > 0 ? Number(body.expires_in) : DEFAULT_LIFE_SECONDS;
    this.kept = { value, renewAt: asked + life * 1000 * RENEW_AFTER };
    return value;
  }
}

function refuse(code: KafkaErrorCode, what: string): never {
  throw new KafkaError(code, `The token endpoint of KAFKA_OAUTH_TOKEN_URL ${what}`);
}

function causeOf(error: Error): string {
  return (error.cause as NodeJS.ErrnoException | undefined)?.code ?? error.name;
}
