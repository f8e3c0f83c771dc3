import { flag, httpUrl, integer, logLevel, port, secret } from '@conferencing/settings';
import { z } from 'zod';

const KEY_BYTES = 32;

/** 32 bytes in base64, several separated by commas. */
const sessionKeys = () =>
  z
    .string()
    .transform((value) => value.split(',').map((part) => Buffer.from(part.trim(), 'base64')))
    .refine(
      (keys) => keys.every((key) => key.length === KEY_BYTES),
      `must be ${KEY_BYTES} bytes in base64, several separated by commas`,
    );

/** An origin: browsers know no other part of where the console is. */
const publicUrl = () =>
  httpUrl().refine((value) => new URL(value).origin === value, 'must be an origin like https://console.example.com');

const fields = {
  HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: port().default(3004),
  CONFERENCING_URL: httpUrl().default('http://localhost:3000'),
  READ_MODELS_URL: httpUrl().default('http://localhost:3001'),
  READ_MODELS_TCP_HOST: z.string().default('localhost'),
  READ_MODELS_TCP_PORT: integer(1, 65_535).default(3002),
  /** Whether read-models speaks TLS there, which it does with `TCP_TLS_CERT`. */
  READ_MODELS_TCP_TLS: flag().default(false),
  /** What read-models has as `TCP_SECRET`. */
  READ_MODELS_TCP_SECRET: secret(32).optional(),
  /** The first one seals sessions, all of them open sessions. */
  SESSION_KEYS: sessionKeys(),
  /** Where browsers find the console. */
  PUBLIC_URL: publicUrl().optional(),
  OIDC_ISSUER: httpUrl().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: secret(1).optional(),
  /** The claim that names the user's account, or a list of accounts. */
  OIDC_ACCOUNT_CLAIM: z.string().default('account_id'),
  /** What the button says. */
  OIDC_NAME: z.string().max(60).default('single sign-on'),
  /** Registers the keys that sign for the users of OpenID Connect; nothing else is done with it. */
  PLATFORM_TOKEN: secret(1).optional(),
  LOG_LEVEL: logLevel().default('info'),
};

const OIDC = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

export const consoleSettings = z.object(fields).superRefine((given, context) => {
  const issue = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  const set = OIDC.filter((name) => given[name] !== undefined);
  if (set.length === 0) return;
  for (const name of OIDC) if (!set.includes(name)) issue(name, `is needed together with ${set.join(' and ')}`);
  if (given.PLATFORM_TOKEN === undefined) {
    issue('PLATFORM_TOKEN', 'is needed with OIDC_ISSUER, to register the keys that sign for users');
  }
});

export type ConsoleSettings = Readonly<z.output<typeof consoleSettings>> & { readonly PUBLIC_URL: string };

export const CONSOLE_SETTINGS = Symbol('CONSOLE_SETTINGS');

/** On this machine, browsers find the console where it listens. */
export function withPublicUrl(settings: Readonly<z.output<typeof consoleSettings>>): ConsoleSettings {
  return { ...settings, PUBLIC_URL: settings.PUBLIC_URL ?? `http://localhost:${settings.HTTP_PORT}` };
}
