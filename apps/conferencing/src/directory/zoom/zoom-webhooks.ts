import { DirectoryWebhooks } from '../../domain/directory-webhooks.port.js';
import type { IncomingWebhook, WebhookReading } from '../../domain/directory-webhooks.port.js';
import { directoryChange } from './webhook-change.js';
import { isSignedByZoom, urlValidationAnswer } from './webhook-signature.js';

export class ZoomWebhooks extends DirectoryWebhooks {
  /**
   * @param secret the app's secret token; without one every webhook is refused
   */
  constructor(private readonly secret: string | null) {
    super();
  }

  override read({ headers, rawBody, receivedAt }: IncomingWebhook): WebhookReading {
    const signature = headers['x-zm-signature'];
    const timestamp = headers['x-zm-request-timestamp'];
    if (this.secret === null || typeof signature !== 'string' || typeof timestamp !== 'string') {
      return { kind: 'unauthorized' };
    }
    if (!isSignedByZoom(this.secret, { signature, timestamp, rawBody }, receivedAt)) return { kind: 'unauthorized' };
    const body = parsed(rawBody);
    const plainToken = challengeOf(body);
    if (plainToken !== null) return { kind: 'challenge', answer: urlValidationAnswer(this.secret, plainToken) };
    const change = directoryChange(body, receivedAt);
    return typeof change === 'string' ? { kind: change } : { kind: 'change', change };
  }
}

function parsed(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}

function challengeOf(body: unknown): string | null {
  const { event, payload } = (body ?? {}) as { event?: unknown; payload?: { plainToken?: unknown } | null };
  const plainToken = event === 'endpoint.url_validation' ? payload?.plainToken : undefined;
  return typeof plainToken === 'string' && plainToken.length <= 1_024 ? plainToken : null;
}
