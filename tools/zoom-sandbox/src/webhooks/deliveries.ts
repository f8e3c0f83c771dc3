import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@conferencing/kernel';
import type { SandboxSettings } from '../sandbox.config.js';
import { sign } from './sign.js';
import { envelope } from './webhook.js';
import type { WebhookRequest } from './webhook.js';

export interface Delivery {
  id: string;
  account_id: string;
  event: string;
  event_ts: number;
  state: 'waiting' | 'delivered' | 'failed' | 'lost';
  attempts: { at: string; status: number | null }[];
}

/** Zoom sends again after 5, 20 and 60 minutes, then never. */
const RETRY_WAITS_MS = [5, 20, 60].map((minutes) => minutes * 60_000);
const ANSWER_WITHIN_MS = 3_000;
const KEPT = 1_000;

/** Sends signed webhooks, each on its own: they overtake each other, as Zoom's do. */
export class Deliveries {
  private readonly kept: Delivery[] = [];
  private readonly closing = new AbortController();

  constructor(
    private readonly clock: Clock,
    private readonly settings: Pick<SandboxSettings, 'webhooks' | 'retryScale'>,
  ) {}

  /** The newest 1,000, oldest first. */
  all(): readonly Delivery[] {
    return this.kept;
  }

  /** Starts a delivery; `all` shows its outcome. */
  start(accountId: string, request: WebhookRequest): Delivery {
    const eventTs = request.event_ts ?? this.clock.now().getTime();
    const id = randomBytes(8).toString('hex');
    const lost = request.lose || this.settings.webhooks === null;
    const { event } = request;
    const delivery: Delivery = { id, account_id: accountId, event, event_ts: eventTs, state: 'waiting', attempts: [] };
    if (lost) delivery.state = 'lost';
    else void this.deliver(delivery, request).catch(() => undefined);
    this.kept.push(delivery);
    if (this.kept.length > KEPT) this.kept.shift();
    return delivery;
  }

  close(): void {
    this.closing.abort();
  }

  private async deliver(delivery: Delivery, request: WebhookRequest): Promise<void> {
    const plainToken = randomBytes(12).toString('base64url');
    const validation = request.event === 'endpoint.url_validation';
    const body = envelope(
      delivery.account_id,
      validation ? { ...request, object: { plainToken } } : request,
      delivery.event_ts,
    );
    for (const wait of [request.delay_ms, ...RETRY_WAITS_MS.map((ms) => ms * this.settings.retryScale)]) {
      await sleep(wait, undefined, { signal: this.closing.signal, ref: false });
      const accepted = await this.attempt(delivery, body, validation ? plainToken : null);
      if (accepted) {
        delivery.state = 'delivered';
        return;
      }
    }
    delivery.state = 'failed';
  }

  private async attempt(delivery: Delivery, body: string, plainToken: string | null): Promise<boolean> {
    const target = this.settings.webhooks;
    if (target === null) return false;
    const now = this.clock.now();
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const attempt: Delivery['attempts'][number] = { at: now.toISOString(), status: null };
    delivery.attempts.push(attempt);
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-zm-request-timestamp': timestamp,
          'x-zm-signature': sign(target.secret, timestamp, body),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.closing.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      const answer = await response.text();
      attempt.status = response.status;
      return response.ok && (plainToken === null || provesSecret(answer, plainToken, target.secret));
    } catch {
      return false;
    }
  }
}

/** The receiver of `endpoint.url_validation` proves that it knows the secret. */
function provesSecret(answer: string, plainToken: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(plainToken).digest('hex');
  const given = JSON.parse(answer) as { plainToken?: unknown; encryptedToken?: unknown } | null;
  return given?.plainToken === plainToken && given.encryptedToken === expected;
}
