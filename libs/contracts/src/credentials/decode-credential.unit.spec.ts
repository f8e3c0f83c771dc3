import { MalformedRecordError } from '../records/malformed-record.errors.js';
import type { Credential } from './credential.record.js';
import { decodeCredential } from './decode-credential.js';
import { encodeCredential } from './encode-credential.js';

const account_id = 'acct_00000000000a';
const x = 'A'.repeat(43);

const CREDENTIALS: Credential[] = [
  { type: 'account', id: account_id },
  { type: 'account_token', id: 'tok_00000000000a', account_id, token_hash: 'ab'.repeat(32) },
  { type: 'signing_key', id: 'key_00000000000a', account_id, public_jwk: { kty: 'EC', crv: 'P-256', x, y: x } },
];

const [, TOKEN, KEY] = CREDENTIALS as [Credential, Credential, Credential];

it.each(CREDENTIALS)('$type is read as it was written, without unknown fields', (credential) => {
  const { key, value } = encodeCredential(Object.assign({ later: 1 }, credential));
  expect(decodeCredential({ key: Buffer.from(key), value: Buffer.from(value!) })).toEqual(credential);
  expect(decodeCredential({ key, value: null })).toEqual({ type: 'revoked', id: credential.id });
});

it.each([
  ['another key', { ...TOKEN, id: 'srv_00000000000a' }, ['key']],
  ['the type of another key', { ...TOKEN, type: 'signing_key' }, ['/type']],
  ['no fields', { type: 'account_token', id: TOKEN.id }, ['/account_id', '/token_hash']],
  ['a token instead of its hash', { ...TOKEN, token_hash: `cft_${x}` }, ['/token_hash']],
  [
    'another curve',
    { ...KEY, public_jwk: { kty: 'EC', crv: 'P-384', x, y: [x] } },
    ['/public_jwk/crv', '/public_jwk/y'],
  ],
])('%s is refused, and the error does not contain it', (_, credential, pointers) => {
  const { key, value } = encodeCredential(credential as Credential);
  let thrown: unknown;
  try {
    decodeCredential({ key, value });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(MalformedRecordError);
  expect((thrown as MalformedRecordError).reasons.map(({ pointer }) => pointer)).toEqual(pointers);
  expect((thrown as Error).message).not.toContain(x);
});

it.each([null, '[]', 'nonsense', '7', 'null'])('%p is no credential under an odd key', (value) => {
  expect(() => decodeCredential({ key: 'srv_00000000000a/prov_00000000000a', value })).toThrow(MalformedRecordError);
  if (value !== null) expect(() => decodeCredential({ key: TOKEN.id, value })).toThrow(MalformedRecordError);
});
