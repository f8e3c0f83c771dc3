import type { PageMeta, PageRequest } from '@conferencing/contracts';
import { DEFAULT_PAGE_SIZE } from '@conferencing/contracts';

/** A reply as JSON text: sent over HTTP as it is, parsed for request/reply. */
export type JsonText = string;

/** `LIMIT` and `OFFSET` of a page. */
export function window(request: PageRequest): { limit: number; offset: number } {
  const limit = request.page_size ?? DEFAULT_PAGE_SIZE;
  return { limit, offset: ((request.page ?? 1) - 1) * limit };
}

export function pageMeta(request: PageRequest, total: number): PageMeta {
  const { limit } = window(request);
  return {
    current_page: request.page ?? 1,
    page_size: limit,
    total_count: total,
    total_pages: Math.ceil(total / limit),
  };
}

/** A page of items that are JSON texts already. */
export function pageText(items: readonly JsonText[], meta: PageMeta): JsonText {
  return `{"data":[${items.join(',')}],"meta":${JSON.stringify(meta)}}`;
}
