import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { AsNumber } from '../validation/as-number.js';
import { MAX_PAGE, MAX_PAGE_SIZE } from './limits.js';

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
