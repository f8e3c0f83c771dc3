import { z } from 'zod';
import { optionalText } from './optional-text.js';

const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512', 'oauthbearer'] as const;

/** Vendors write the same name in either case, with dashes, underscores or without. */
function mechanismNamed(text: string | undefined): string | undefined {
  const letters = (name: string) => name.toLowerCase().replaceAll(/[-_\s]/g, '');
  return text && (MECHANISMS.find((mechanism) => letters(mechanism) === letters(text)) ?? text);
}

/** `name=value,…`, for the headers that some vendors ask for beside the token. */
const extensions = () =>
  optionalText()
    .transform((text, context): Record<string, string> | undefined => {
      if (text === undefined) return undefined;
      const pairs = text.split(',').map((pair) => /^\s*([A-Za-z]+)=([\x21-\x7e]+)\s*$/.exec(pair));
      if (pairs.includes(null)) {
        context.addIssue({ code: 'custom', message: 'must be name=value, several separated by commas' });
        return z.NEVER;
      }
      return Object.fromEntries(pairs.map((pair) => [pair![1]!, pair![2]!]));
    })
    .optional();

export const loginFields = {
  KAFKA_SASL_MECHANISM: optionalText()
    .transform(mechanismNamed)
    .pipe(z.enum(MECHANISMS, `must be one of ${MECHANISMS.join(', ')}`).optional())
    .optional(),
  KAFKA_SASL_USERNAME: optionalText(),
  KAFKA_SASL_PASSWORD: optionalText(),
  /** Where `oauthbearer` gets its tokens: OAuth 2.0's token endpoint, for the grant `client_credentials`. */
  KAFKA_OAUTH_TOKEN_URL: optionalText()
    .refine((value) => value === undefined || /^https?:$/.test(protocolOf(value)), 'must be an http(s):// URL')
    .optional(),
  KAFKA_OAUTH_CLIENT_ID: optionalText(),
  KAFKA_OAUTH_CLIENT_SECRET: optionalText(),
  KAFKA_OAUTH_SCOPE: optionalText(),
  KAFKA_OAUTH_EXTENSIONS: extensions(),
};

type LoginField = keyof typeof loginFields;
type Given = Partial<Record<LoginField, unknown>>;

const PASSWORD_LOGIN = ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'] as const;
const TOKEN_LOGIN = ['KAFKA_OAUTH_TOKEN_URL', 'KAFKA_OAUTH_CLIENT_ID', 'KAFKA_OAUTH_CLIENT_SECRET'] as const;
const TOKEN_OPTIONS = ['KAFKA_OAUTH_SCOPE', 'KAFKA_OAUTH_EXTENSIONS'] as const;

/** A mechanism with all that it needs and nothing that belongs to another, or nothing at all. */
export function loginIsWhole(settings: Given, context: z.core.$RefinementCtx): void {
  const wrong = (name: LoginField, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  const isGiven = (name: LoginField) => settings[name] !== undefined && settings[name] !== '';
  const mechanism = mechanismNamed(settings.KAFKA_SASL_MECHANISM as string | undefined);
  const allLogins: readonly LoginField[] = [...PASSWORD_LOGIN, ...TOKEN_LOGIN, ...TOKEN_OPTIONS];
  if (!mechanism) {
    const given = allLogins.filter(isGiven);
    if (given.length > 0) wrong('KAFKA_SASL_MECHANISM', `is needed together with ${given.join(', ')}`);
  }
  const byToken = mechanism ? mechanism === 'oauthbearer' : TOKEN_LOGIN.some(isGiven);
  const needed: readonly LoginField[] = byToken ? TOKEN_LOGIN : PASSWORD_LOGIN;
  if (!mechanism && !needed.some(isGiven)) return;
  const together = ['KAFKA_SASL_MECHANISM', ...needed].join(', ');
  for (const name of needed.filter((field) => !isGiven(field))) wrong(name, `is needed together with ${together}`);
  if (!mechanism) return;
  const foreign = allLogins.filter((name) => PASSWORD_LOGIN.includes(name as never) === byToken);
  for (const name of foreign.filter(isGiven)) wrong(name, `means nothing with KAFKA_SASL_MECHANISM=${mechanism}`);
}

function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : '';
}
