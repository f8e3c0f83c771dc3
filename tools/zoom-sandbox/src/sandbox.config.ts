import { httpUrl, integer, port } from '@conferencing/settings';
import { z } from 'zod';

const DAY_SECONDS = 86_400;

/** Settings that need each other. */
const TOGETHER = [
  ['ZOOM_CLIENT_ID', 'ZOOM_CLIENT_SECRET'],
  ['ZOOM_WEBHOOK_URL', 'ZOOM_WEBHOOK_SECRET'],
] as const;

const schema = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    HTTP_PORT: port().default(3003),
    ZOOM_CLIENT_ID: z.string().optional(),
    ZOOM_CLIENT_SECRET: z.string().optional(),
    ZOOM_REDIRECT_URI: httpUrl().optional(),
    ZOOM_WEBHOOK_URL: httpUrl().optional(),
    ZOOM_WEBHOOK_SECRET: z.string().optional(),
    ZOOM_SANDBOX_DATA_FILE: z.string().optional(),
    ZOOM_SANDBOX_QPS: integer(0, 1_000_000).default(60),
    ZOOM_SANDBOX_TOKEN_SECONDS: integer(1, DAY_SECONDS).default(3_600),
    ZOOM_SANDBOX_PAGE_TOKEN_SECONDS: integer(1, DAY_SECONDS).default(900),
    ZOOM_SANDBOX_RETRY_SCALE: z.coerce.number('must be a number').min(0, 'must not be negative').default(1),
  })
  .superRefine((settings, context) => {
    for (const group of TOGETHER) {
      const missing = group.filter((name) => settings[name] === undefined);
      if (missing.length !== 1) continue;
      context.addIssue({ code: 'custom', path: missing, message: `is needed together with ${group.join(', ')}` });
    }
  });

export interface SandboxSettings {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** The app for many Zoom accounts, used with authorization codes. Null: only the accounts' own clients. */
  oauthClient: { id: string; secret: string; redirectUri: string | null } | null;
  /** Where signed webhooks go. Null: they are recorded and never sent. */
  webhooks: { url: string; secret: string } | null;
  /** The file that survives a restart. Null: nothing survives. */
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
