import type { DirectoryChange } from './directory-change.js';

/** A webhook as it arrived, before its signature is checked. */
export interface IncomingWebhook {
  /** Lower-case names. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Exactly the bytes that were signed. */
  rawBody: Buffer;
  receivedAt: Date;
}

/**
 * - `unauthorized`: no valid signature, or one older than five minutes (401)
 * - `malformed`: signed, but not in the provider's format (400)
 * - `challenge`: the provider wants `answer` back as JSON within 3 s (200)
 * - `ignored`: changes nothing here (204)
 */
export type WebhookReading =
  | { kind: 'unauthorized' | 'malformed' | 'ignored' }
  | { kind: 'challenge'; answer: Readonly<Record<string, string>> }
  | { kind: 'change'; change: DirectoryChange };

/** Reads webhooks of a provider. Pure: the same input gives the same reading. */
export abstract class DirectoryWebhooks {
  abstract read(webhook: IncomingWebhook): WebhookReading;
}
