import { z } from 'zod';

const AES_256_KEY_BYTES = 32;

/** A whole number within limits; only digits are accepted. */
export function integer(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

/** 0 lets the system choose a free port. */
export const port = () => integer(0, 65_535);

export const flag = () => z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');

export const url = (...protocols: string[]) =>
  z.string().refine(
    (value) => {
      const parsed = URL.canParse(value) ? new URL(value) : undefined;
      return parsed !== undefined && protocols.includes(parsed.protocol.slice(0, -1));
    },
    `must be a URL that starts with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  );

export const httpUrl = () => url('http', 'https').transform((value) => value.replace(/\/+$/, ''));

/** `host:port,host:port` */
export const brokers = () =>
  z
    .string()
    .transform((value) => value.split(',').map((broker) => broker.trim()))
    .refine(
      (list) => list.every((broker) => /^(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}$/.test(broker)),
      'must be host:port, several separated by commas',
    );

/** A secret of at least `min` characters, without spaces or control characters. */
export const secret = (min: number) =>
  z
    .string()
    .refine(
      (value) => value.length >= min && /^[\x21-\x7e]+$/.test(value),
      `must have at least ${min} printable characters without spaces`,
    );

export const logLevel = () =>
  z.enum(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    'must be one of fatal, error, warn, info, debug, trace, silent',
  );

export interface EncryptionKey {
  readonly kid: string;
  readonly key: Buffer;
}

/** `kid:base64,…`: AES-256 keys by their id; the first one encrypts, all of them decrypt. */
export const encryptionKeys = () =>
  z.string().transform((value, context): readonly EncryptionKey[] => {
    const keys = value.split(',').map((part) => {
      const [kid = '', base64 = '', ...rest] = part.trim().split(':');
      return { kid, key: Buffer.from(base64, 'base64'), sane: rest.length === 0 && /^[\w.-]{1,64}$/.test(kid) };
    });
    if (!keys.every(({ sane, key }) => sane && key.length === AES_256_KEY_BYTES)) {
      context.addIssue({
        code: 'custom',
        message: `must be kid:base64,… with ${AES_256_KEY_BYTES} bytes for each key`,
      });
    } else if (new Set(keys.map(({ kid }) => kid)).size !== keys.length) {
      context.addIssue({ code: 'custom', message: 'must not name the same key id twice' });
    }
    return keys.map(({ kid, key }) => ({ kid, key }));
  });
