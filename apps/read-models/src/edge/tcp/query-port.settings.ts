import { createSecureContext } from 'node:tls';
import { secret } from '@conferencing/settings';
import { z } from 'zod';

/** How the query port authenticates its callers and itself. */
export const queryPortSettings = {
  /** PEM, the chain from the port's own certificate on. Without certificate and key, the port speaks plain TCP. */
  TCP_TLS_CERT: z.string().optional(),
  TCP_TLS_KEY: z.string().optional(),
  /** The secret that every query must contain, if set. */
  TCP_SECRET: secret(32).optional(),
  /** Also accepted, while callers change to the new one. */
  TCP_SECRET_PREVIOUS: secret(32).optional(),
};

type Given = Partial<Record<keyof typeof queryPortSettings, unknown>>;

/** For `superRefine`: certificate and key belong together, and a previous secret needs a current one. */
export function queryPortIsWhole(settings: Given, context: z.core.$RefinementCtx): void {
  const { TCP_TLS_CERT: cert, TCP_TLS_KEY: key, TCP_SECRET, TCP_SECRET_PREVIOUS } = settings;
  const wrong = (name: keyof Given, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  if (TCP_SECRET_PREVIOUS !== undefined && TCP_SECRET === undefined)
    wrong('TCP_SECRET', 'is needed with a previous one');
  if (cert === undefined && key === undefined) return;
  if (cert === undefined) wrong('TCP_TLS_CERT', 'is needed together with TCP_TLS_KEY');
  else if (key === undefined) wrong('TCP_TLS_KEY', 'is needed together with TCP_TLS_CERT');
  else if (!belongTogether(cert, key)) {
    wrong('TCP_TLS_CERT', 'must be a certificate in PEM, and TCP_TLS_KEY its key without a passphrase');
  }
}

function belongTogether(cert: unknown, key: unknown): boolean {
  if (typeof cert !== 'string' || typeof key !== 'string') return false;
  try {
    createSecureContext({ cert, key });
    return true;
  } catch {
    return false;
  }
}
