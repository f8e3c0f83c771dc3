import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiResponse, getSchemaPath } from '@nestjs/swagger';

/** The position of a page in its list. */
export class PageMetaResponse {
  @ApiProperty({ type: 'integer', example: 1 }) current_page: number;
  @ApiProperty({ type: 'integer', example: 50 }) page_size: number;
  @ApiProperty({ type: 'integer', example: 1 }) total_count: number;
  @ApiProperty({ type: 'integer', example: 1 }) total_pages: number;
}

interface AnswerOptions {
  /** The default is 200. */
  status?: number;
  description?: string;
}

/** Documents an answer of `{data: <model>}`. */
export function AnswersData(model: Type, { status = 200, description = '' }: AnswerOptions = {}): MethodDecorator {
  const properties = { data: { $ref: getSchemaPath(model) } };
  const schema = { type: 'object' as const, required: ['data'], properties };
  return applyDecorators(ApiExtraModels(model), ApiResponse({ status, description, schema }));
}

/** Documents an answer of `{data: [<model>…]}` in full, without pages. */
export function AnswersList(model: Type, { status = 200, description = '' }: AnswerOptions = {}): MethodDecorator {
  const properties = { data: { type: 'array' as const, items: { $ref: getSchemaPath(model) } } };
  const schema = { type: 'object' as const, required: ['data'], properties };
  return applyDecorators(ApiExtraModels(model), ApiResponse({ status, description, schema }));
}

/**
 * Documents one page of a list: `{data: [<model>…], meta}`; with `csv` also the columns of the list as CSV, with `meta`
 * more fields beside the position of the page.
 */
export function AnswersPage(
  model: Type,
  { description = '', csv, meta = PageMetaResponse }: AnswerOptions & { csv?: readonly string[]; meta?: Type } = {},
): MethodDecorator {
  const properties = {
    data: { type: 'array' as const, items: { $ref: getSchemaPath(model) } },
    meta: { $ref: getSchemaPath(meta) },
  };
  const schema = { type: 'object' as const, required: ['data', 'meta'], properties };
  const models = ApiExtraModels(model, meta);
  if (csv === undefined) return applyDecorators(models, ApiResponse({ status: 200, description, schema }));
  const example = `${csv.join(',')}\r\n`;
  const content = {
    'application/json': { schema },
    'text/csv': { schema: { type: 'string' as const, description: 'Every row that matches, not one page.' }, example },
  };
  return applyDecorators(models, ApiResponse({ status: 200, description, content }));
}

/** Documents an answer without a body. */
export function AnswersNothing(description = ''): MethodDecorator {
  return applyDecorators(ApiResponse({ status: 204, description }));
}
