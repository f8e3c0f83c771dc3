import { z } from 'zod';

const schema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  HTTP_PORT: z.coerce.number().int().min(0).max(65535).default(3003),
  ZOOM_CLIENT_ID: z.string().min(1).optional(),
  ZOOM_CLIENT_SECRET: z.string().min(1).optional(),
  ZOOM_REDIRECT_URI: z.url().optional(),
  ZOOM_WEBHOOK_URL: z.url().optional(),
  ZOOM_WEBHOOK_SECRET: z.string().min(1).optional(),
  ZOOM_SANDBOX_DATA_FILE: z.string().min(1).optional(),
  ZOOM_SANDBOX_QPS: z.coerce.number().int().min(0).default(60),
  ZOOM_SANDBOX_TOKEN_SECONDS: z.coerce.number().int().min(1).default(3600),
  ZOOM_SANDBOX_PAGE_TOKEN_SECONDS: z.coerce.number().int().min(1).default(900),
  ZOOM_SANDBOX_RETRY_SCALE: z.coerce.number().min(0).default(1),
});

export interface SandboxSettings {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** The app for many Zoom accounts, used with authorization codes. Null: only the accounts' own clients. */
  oauthClient: { id: string; secret: string; redirectUri: string | null } | null;
  /** Where signed webhooks go. Null: they are recorded and never sent. */
  webhooks: { url: string; secret: string } | null;
  /** What is kept over a restart goes here. Null: nothing is. */
  dataFile: string | null;
  /** Requests a second for each Zoom account; 0 is no limit. */
  qps: number;
  accessTokenSeconds: number;
  pageTokenSeconds: number;
  /** Factor on the waits of 5, 20 and 60 minutes before a webhook is sent again. */
  retryScale: number;
}

/** Throws one error that names every wrong setting. */
export function sandboxSettings(env: Record<string, string | undefined>): SandboxSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Wrong settings. ${faults.join('; ')}`);
  }
  const e = parsed.data;
  return {
    host: e.HOST,
    port: e.HTTP_PORT,
    oauthClient:
      e.ZOOM_CLIENT_ID === undefined || e.ZOOM_CLIENT_SECRET === undefined
        ? null
        : { id: e.ZOOM_CLIENT_ID, secret: e.ZOOM_CLIENT_SECRET, redirectUri: e.ZOOM_REDIRECT_URI ?? null },
    webhooks:
      e.ZOOM_WEBHOOK_URL === undefined || e.ZOOM_WEBHOOK_SECRET === undefined
        ? null
        : { url: e.ZOOM_WEBHOOK_URL, secret: e.ZOOM_WEBHOOK_SECRET },
    dataFile: e.ZOOM_SANDBOX_DATA_FILE ?? null,
    qps: e.ZOOM_SANDBOX_QPS,
    accessTokenSeconds: e.ZOOM_SANDBOX_TOKEN_SECONDS,
    pageTokenSeconds: e.ZOOM_SANDBOX_PAGE_TOKEN_SECONDS,
    retryScale: e.ZOOM_SANDBOX_RETRY_SCALE,
  };
}
