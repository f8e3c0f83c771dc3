import { createSecureContext } from 'node:tls';
import { z } from 'zod';
import { optionalText } from './optional-text.js';

/** PEM. Platforms that know no line ends in a variable write them as `\n`. */
const pem = () => optionalText().transform((text) => text?.replaceAll('\\n', '\n'));

export const tlsFields = {
  KAFKA_SSL: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .default(false),
  /** The authorities that may have signed the brokers' certificates; those that Node.js knows when it is left out. */
  KAFKA_SSL_CA: pem().optional(),
  /** This client's own certificate (with its chain) and the key of it, for brokers that ask for one. */
  KAFKA_SSL_CERT: pem().optional(),
  KAFKA_SSL_KEY: pem().optional(),
};

type TlsField = keyof typeof tlsFields;
const PEM_FIELDS = ['KAFKA_SSL_CA', 'KAFKA_SSL_CERT', 'KAFKA_SSL_KEY'] as const;

export function tlsIsWhole(settings: Partial<Record<TlsField, unknown>>, context: z.core.$RefinementCtx): void {
  const wrong = (name: TlsField, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  const { KAFKA_SSL: on, KAFKA_SSL_CA: ca, KAFKA_SSL_CERT: cert, KAFKA_SSL_KEY: key } = settings;
  const given = PEM_FIELDS.filter((name) => settings[name] !== undefined && settings[name] !== '');
  // The text of the setting when it is judged together with others that are wrong, the flag otherwise.
  if (given.length > 0 && String(on) !== 'true') wrong('KAFKA_SSL', `must be true together with ${given.join(', ')}`);
  if (given.includes('KAFKA_SSL_CERT') !== given.includes('KAFKA_SSL_KEY')) {
    wrong(cert ? 'KAFKA_SSL_KEY' : 'KAFKA_SSL_CERT', 'is needed together with the other one of the two');
    return;
  }
  if (given.includes('KAFKA_SSL_CA') && !makesContext({ ca })) wrong('KAFKA_SSL_CA', 'must be certificates in PEM');
  if (given.includes('KAFKA_SSL_CERT') && !makesContext({ cert, key })) {
    wrong('KAFKA_SSL_CERT', 'must be a certificate in PEM, and KAFKA_SSL_KEY its key without a passphrase');
  }
}

function makesContext(parts: Record<string, unknown>): boolean {
  const entries = Object.entries(parts).map(([name, text]) => [name, String(text).replaceAll('\\n', '\n')]);
  if (!entries.every(([, text]) => text!.includes('-----BEGIN '))) return false;
  try {
    createSecureContext(Object.fromEntries(entries) as object);
    return true;
  } catch {
    return false;
  }
}
