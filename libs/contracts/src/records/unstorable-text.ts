import type { MalformedReason } from './malformed-record.errors.js';

/** What a text database cannot store: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\0|\p{Surrogate}/u;
const ESCAPED = /\\u(?:0000|[dD][89a-fA-F])/;
/** Halves and whole pairs; they can only be distinguished character by character. */
const SURROGATES = /[\uD800-\uDFFF]/;

/** Refuses texts in the value that no database could store; `json` is the text of the value. */
export function refuseUnstorableText(json: string, value: unknown, reasons: MalformedReason[]): void {
  // The search is only for few records: most contain none of these characters, raw or escaped.
  if ((json.includes('\\u') && ESCAPED.test(json)) || SURROGATES.test(json)) walk(value, '', reasons);
}

function walk(value: unknown, pointer: string, reasons: MalformedReason[]): void {
  if (typeof value === 'string' && UNSTORABLE.test(value)) {
    reasons.push({ code: 'not_storable', detail: 'must not contain NUL or half a surrogate pair', pointer });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) walk(inner, `${pointer}/${name}`, reasons);
  }
}
