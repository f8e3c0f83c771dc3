import { z } from 'zod';

export const webhookRequest = z.strictObject({
  /** Any name is sent as it is; `app_deauthorized` and `endpoint.url_validation` get their own payloads. */
  event: z.string().min(1).max(100),
  object: z.record(z.string(), z.unknown()).default({}),
  delay_ms: z.number().int().min(0).max(86_400_000).default(0),
  /** Recorded and never sent, as if the network had lost it. */
  lose: z.boolean().default(false),
  /** Milliseconds since 1970; an earlier one makes an event that comes late. */
  event_ts: z.number().int().min(0).optional(),
});

export type WebhookRequest = z.infer<typeof webhookRequest>;

/** The envelope of Zoom's webhooks. */
export function envelope(accountId: string, { event, object }: WebhookRequest, eventTs: number): string {
  return JSON.stringify({ event, event_ts: eventTs, payload: payloadOf(accountId, event, object) });
}

function payloadOf(accountId: string, event: string, object: Record<string, unknown>): Record<string, unknown> {
  if (event === 'endpoint.url_validation') return object;
  return event === 'app_deauthorized' ? { account_id: accountId, ...object } : { account_id: accountId, object };
}
