import type { PageMeta } from '@conferencing/contracts';

/** A reply as JSON text: sent over HTTP as it is, parsed for request/reply. */
export type JsonText = string;

/** A page of items that are JSON texts already. */
export function pageText(items: readonly JsonText[], meta: PageMeta): JsonText {
  return `{"data":[${items.join(',')}],"meta":${JSON.stringify(meta)}}`;
}
