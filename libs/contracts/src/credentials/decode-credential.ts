import type { KafkaRecordInput } from '../records/kafka-record.js';
import { MalformedRecordError, type MalformedReason } from '../records/malformed-record.errors.js';
import { readText } from '../records/read-text.js';
import { readJson } from '../records/read-value.js';
import { MAX_KEY_BYTES, TOPICS } from '../topics.js';
import { refuseNoRecord } from '../validation/refuse.js';
import type { Credential, RevokedCredential } from './credential.record.js';

const ID = /^(acct|tok|key)_\w{12}$/;
const ACCOUNT_ID = /^acct_\w{12}$/;
const TOKEN_HASH = /^[0-9a-f]{64}$/;
/** A coordinate of P-256: 32 bytes in base64url. */
const COORDINATE = /^[\w-]{43}$/;
const TYPE_OF_PREFIX = { acct: 'account', tok: 'account_token', key: 'signing_key' } as const;

type Fields = Record<string, unknown>;
type Checks = Record<string, RegExp | Record<string, RegExp>>;

const FIELDS: Record<Credential['type'], Checks> = {
  account: {},
  account_token: { account_id: ACCOUNT_ID, token_hash: TOKEN_HASH },
  signing_key: { account_id: ACCOUNT_ID, public_jwk: { kty: /^EC$/, crv: /^P-256$/, x: COORDINATE, y: COORDINATE } },
};

/**
 * Reads a record of `conferencing.credentials`. Unknown fields are left out.
 * @throws MalformedRecordError with every reason, and without content of the record; TypeError for what is no record
 */
export function decodeCredential(record: KafkaRecordInput): Credential | RevokedCredential {
  refuseNoRecord('decodeCredential', record);
  const { key, value } = record;
  const reasons: MalformedReason[] = [];
  const id = readText(key ?? '', MAX_KEY_BYTES, 'key', reasons) ?? '';
  const prefix = ID.exec(id)?.[1] as keyof typeof TYPE_OF_PREFIX | undefined;
  if (prefix === undefined) reasons.push({ code: 'odd_key', detail: 'must be the id of a credential', pointer: 'key' });
  else if (value === null || value === undefined) return { type: 'revoked', id };
  else {
    const type = TYPE_OF_PREFIX[prefix];
    const fields = pick(
      readJson(value, reasons)?.value,
      { type: new RegExp(`^${type}$`), ...FIELDS[type] },
      '',
      reasons,
    );
    if (reasons.length === 0) return { ...fields, type, id } as unknown as Credential;
  }
  throw new MalformedRecordError(TOPICS.credentials, reasons);
}

function pick(value: unknown, checks: Checks, path: string, reasons: MalformedReason[]): Fields {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Fields;
  const picked: Fields = {};
  for (const [name, check] of Object.entries(checks)) {
    const pointer = `${path}/${name}`;
    const field = given[name];
    if (!(check instanceof RegExp)) picked[name] = pick(field, check, pointer, reasons);
    else if (typeof field === 'string' && check.test(field)) picked[name] = field;
    else reasons.push({ code: 'schema_mismatch', detail: `must match ${check.source}`, pointer });
  }
  return picked;
}
