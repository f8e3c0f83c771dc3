import type { DirectoryChange } from './directory-change.js';

/** A webhook as it came in, before anybody believed it. */
export interface IncomingWebhook {
  /** Lower-case names. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Exactly the bytes that were signed. */
  rawBody: Buffer;
  receivedAt: Date;
}

/**
 * - `unauthorized`: no good signature, or one older than five minutes (401)
 * - `malformed`: signed, but not what the provider sends (400)
 * - `challenge`: the provider wants `answer` back as JSON within 3 s (200)
 * - `ignored`: about nothing that matters here (204)
 */
export type WebhookReading =
  | { kind: 'unauthorized' | 'malformed' | 'ignored' }
  | { kind: 'challenge'; answer: Readonly<Record<string, string>> }
  | { kind: 'change'; change: DirectoryChange };

/** Reads a provider's webhooks. Pure: the same webhook is always read the same. */
export abstract class DirectoryWebhooks {
  abstract read(webhook: IncomingWebhook): WebhookReading;
}
