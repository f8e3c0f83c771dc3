import { refuse } from '../validation/refuse.js';

/** Why a record is refused. `detail` never contains a value of the record, so it may be logged. */
export interface MalformedReason {
  code: MalformedCode;
  detail: string;
  /** A JSON pointer into the value, or `header:<name>`, or `key`. */
  pointer?: string;
}

export type MalformedCode =
  | 'too_large'
  | 'not_utf8'
  | 'not_json'
  | 'not_storable'
  | 'null_value'
  | 'schema_mismatch'
  | 'inconsistent'
  | 'unknown_type'
  | 'missing_header'
  | 'odd_header'
  | 'missing_key'
  | 'odd_key'
  | 'key_mismatch';

/** A record that no consumer may apply: a retry never helps. Contains every reason. */
export class MalformedRecordError extends Error {
  readonly code = 'malformed_record';

  constructor(
    readonly topic: string,
    readonly reasons: readonly MalformedReason[],
  ) {
    if (!Array.isArray(reasons)) refuse('MalformedRecordError', 'reasons', 'a list of objects with code and detail');
    super(`Malformed record on ${topic}: ${reasons.map(inWords).join('; ')}`);
    this.name = 'MalformedRecordError';
  }
}

function inWords({ code, detail, pointer }: MalformedReason): string {
  return pointer === undefined ? `${code} (${detail})` : `${code} at ${pointer} (${detail})`;
}
