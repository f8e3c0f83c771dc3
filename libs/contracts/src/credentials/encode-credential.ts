import type { KafkaRecord } from '../records/kafka-record.js';
import { refuse } from '../validation/refuse.js';
import type { Credential, RevokedCredential } from './credential.record.js';

const HEADERS = { 'content-type': 'application/json' };

/** Makes the record that publishes or revokes a credential. */
export function encodeCredential(credential: Credential | RevokedCredential): KafkaRecord {
  if (typeof credential?.id !== 'string') refuse('encodeCredential', 'credential', 'a credential with an id');
  const value = credential.type === 'revoked' ? null : JSON.stringify(credential);
  return { key: credential.id, value, headers: HEADERS };
}
