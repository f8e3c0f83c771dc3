import { ApiPropertyOptional } from '@nestjs/swagger';
import { buildMessage, ValidateBy, ValidateIf } from 'class-validator';

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;
/** Large enough for any list here, and its offset still fits a bigint. */
const MAX_PAGE = 1_000_000_000;

function WholeNumber(min: number, max: number): PropertyDecorator {
  const validate = (value: unknown) =>
    typeof value === 'string' && /^\d{1,10}$/.test(value) && Number(value) >= min && Number(value) <= max;
  const defaultMessage = buildMessage(() => `$property must be a whole number from ${min} to ${max}`);
  return ValidateBy({ name: 'wholeNumber', constraints: [min, max], validator: { validate, defaultMessage } });
}

/** Query parameters of every list; a list with filters extends it. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_PAGE, default: 1, description: 'Counts from 1.' })
  @ValidateIf((_, value) => value !== undefined)
  @WholeNumber(1, MAX_PAGE)
  page?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE })
  @ValidateIf((_, value) => value !== undefined)
  @WholeNumber(1, MAX_PAGE_SIZE)
  page_size?: string;
}

export interface Page {
  number: number;
  /** Limit of items on the page; LIMIT. */
  size: number;
  /** Items before the page; OFFSET. */
  offset: number;
}

export function toPage(query: PageQuery): Page {
  const number = query.page === undefined ? 1 : Number(query.page);
  const size = query.page_size === undefined ? DEFAULT_PAGE_SIZE : Number(query.page_size);
  return { number, size, offset: (number - 1) * size };
}

export interface PageMeta {
  current_page: number;
  page_size: number;
  total_count: number;
  total_pages: number;
}

export interface Paged<T> {
  data: T[];
  meta: PageMeta;
}

/** The body of a list; `total` counts the items of all pages. */
export function paged<T>(data: T[], total: number, page: Page): Paged<T> {
  const meta = {
    current_page: page.number,
    page_size: page.size,
    total_count: total,
    total_pages: Math.ceil(total / page.size),
  };
  return { data, meta };
}
