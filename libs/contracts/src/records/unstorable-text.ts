import type { MalformedReason } from './malformed-record.errors.js';

/** What a text database can't hold: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\0|\p{Surrogate}/u;
const ESCAPED = /\\u(?:0000|[dD][89a-fA-F])/;
/** Halves and whole pairs; they can only be told apart character by character. */
const SURROGATES = /[\uD800-\uDFFF]/;

/** Refuses texts inside the value that no database could keep; `json` is what the value was parsed from. */
export function refuseUnstorableText(json: string, value: unknown, reasons: MalformedReason[]): void {
  // The walk is for the few: most records hold none of these characters, in whatever spelling.
  if ((json.includes('\\u') && ESCAPED.test(json)) || SURROGATES.test(json)) walk(value, '', reasons);
}

function walk(value: unknown, pointer: string, reasons: MalformedReason[]): void {
  if (typeof value === 'string' && UNSTORABLE.test(value)) {
    reasons.push({ code: 'not_storable', detail: 'must not contain NUL or half a surrogate pair', pointer });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) walk(inner, `${pointer}/${name}`, reasons);
  }
}
