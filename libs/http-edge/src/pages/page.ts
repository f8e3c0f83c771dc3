import { DEFAULT_PAGE_SIZE, MAX_PAGE, MAX_PAGE_SIZE, type Page, pageMeta, pageRange } from '@conferencing/contracts';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { buildMessage, ValidateBy, ValidateIf } from 'class-validator';

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

/** The part of the list that is on this page, as OFFSET and LIMIT. */
export function toRange({ page, page_size }: PageQuery): { offset: number; limit: number } {
  return pageRange({
    page: page === undefined ? undefined : Number(page),
    page_size: page_size === undefined ? undefined : Number(page_size),
  });
}

/** The body of a list; `total` counts the items of all pages. */
export function paged<T>(data: T[], total: number, range: { offset: number; limit: number }): Page<T> {
  return { data, meta: pageMeta(range, total) };
}
