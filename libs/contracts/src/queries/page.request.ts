import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { AsNumber } from '../validation/as-number.js';
import { refuse } from '../validation/refuse.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE, MAX_PAGE_SIZE } from './limits.js';

/** Which page of a list. Over HTTP the numbers arrive as text. */
export class PageRequest {
  @IsOptional()
  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  page?: number;

  @IsOptional()
  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE_SIZE)
  page_size?: number;
}

/** The position of a page in its list. */
export interface PageMeta {
  current_page: number;
  page_size: number;
  total_count: number;
  total_pages: number;
}

export interface Page<T, M extends PageMeta = PageMeta> {
  data: T[];
  meta: M;
}

/** The part of the list that is on a page: up to `limit` items after the first `offset` ones. */
export function pageRange({ page, page_size }: PageRequest = {}): { offset: number; limit: number } {
  const limit = page_size ?? DEFAULT_PAGE_SIZE;
  return { offset: ((page ?? 1) - 1) * limit, limit };
}

/** @param total the number of items on all pages */
export function pageMeta(range: { offset: number; limit: number }, total: number): PageMeta {
  if (typeof range?.limit !== 'number') refuse('pageMeta', 'range', 'what pageRange returns');
  const { offset, limit } = range;
  return {
    current_page: offset / limit + 1,
    page_size: limit,
    total_count: total,
    total_pages: Math.ceil(total / limit),
  };
}
