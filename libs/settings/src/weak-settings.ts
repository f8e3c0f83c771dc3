type Environment = Readonly<Record<string, string | undefined>>;

const MIN_TOKEN_LENGTH = 32;
/** They carry secrets, or receive them. */
const HTTPS_OUTSIDE = [
  'ZOOM_API_URL',
  'ZOOM_OAUTH_URL',
  'ZOOM_REDIRECT_URI',
  'PUBLIC_URL',
  'OIDC_ISSUER',
  'KAFKA_OAUTH_TOKEN_URL',
];
/** 32 random bytes have about 30 different values; a key with many repetitions was typed by hand. */
const MIN_DISTINCT_BYTES = 12;

/** Secrets that anyone can read in .env of this repository. */
const PUBLIC_DEFAULTS: Readonly<Record<string, string>> = {
  PLATFORM_TOKEN: 'local-platform-token-not-for-production',
  TOKEN_ENCRYPTION_KEYS: 'local:bG9jYWwta2V5LW5vdC1mb3ItcHJvZHVjdGlvbi0tLS0=',
  SESSION_KEYS: 'bG9jYWwtc2Vzc2lvbi1rZXktbm90LWZvci1wcm9kLS0=',
  ZOOM_CLIENT_SECRET: 'local-oauth-secret',
  ZOOM_WEBHOOK_SECRET: 'local-webhook-secret',
};

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function isPlainOutside(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'http:' && !LOOPBACK.test(hostname);
}

function hasWeakKey(keys: string): boolean {
  return keys.split(',').some((key) => {
    const bytes = Buffer.from(key.split(':').at(-1) ?? '', 'base64');
    return new Set(bytes).size < MIN_DISTINCT_BYTES;
  });
}

/**
 * Settings that are valid but protect nothing, one sentence each, without values. Refused if `NODE_ENV=production`,
 * otherwise a warning.
 */
export function weaknesses(env: Environment): string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(PUBLIC_DEFAULTS)) {
    if (env[name] === value) found.push(`${name}: is the public default; make one of your own`);
  }
  for (const name of ['PLATFORM_TOKEN', 'PLATFORM_TOKEN_PREVIOUS']) {
    const token = env[name];
    if (token !== undefined && token.length < MIN_TOKEN_LENGTH) {
      found.push(`${name}: must have at least ${MIN_TOKEN_LENGTH} characters`);
    }
  }
  for (const name of ['TOKEN_ENCRYPTION_KEYS', 'SESSION_KEYS']) {
    const keys = env[name];
    if (keys === undefined || !hasWeakKey(keys)) continue;
    found.push(`${name}: has a key that is not random; make one with "openssl rand -base64 32"`);
  }
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SSL: tls } = env;
  if (/^(plain|oauth[-_]?bearer)$/i.test(mechanism?.trim() ?? '') && tls !== 'true') {
    found.push('KAFKA_SASL_MECHANISM: sends the password or token as it is; set KAFKA_SSL=true');
  }
  for (const name of HTTPS_OUTSIDE) {
    if (isPlainOutside(env[name] ?? '')) found.push(`${name}: must be https:// unless it stays on this machine`);
  }
  return found;
}
