import {
  ACTOR_PATTERN,
  CHANGES,
  DEFAULT_PAGE_SIZE,
  HOST_STATES,
  ID_PATTERNS,
  type IdentifiedKind,
  MAX_PAGE,
  MAX_PAGE_SIZE,
  MAX_WAIT_MS,
} from '@conferencing/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { Schema } from './open-api-schema.js';

/** Documents the answer of a query. */
export const Answers = (description: string, schema: Schema, example: unknown, csv?: readonly string[]) => {
  const content = { 'application/json': { schema, example } };
  if (csv === undefined) return ApiResponse({ status: 200, description, content });
  const rows = { schema: { type: 'string' as const, description: 'Every row that matches, not one page.' } };
  const csvContent = { 'text/csv': { ...rows, example: `${csv.join(',')}\r\n` } };
  return ApiResponse({ status: 200, description, content: { ...content, ...csvContent } });
};

export const AnswersNotYetVisible = () => {
  const description = 'The version is not visible yet.';
  const example = { errors: [{ status: '409', code: 'not_yet_visible', detail: description }] };
  const schema = { $ref: '#/components/schemas/Errors' };
  return ApiResponse({ status: 409, description, content: { 'application/json': { schema, example } } });
};

const idFilter = (name: string, kind: IdentifiedKind) =>
  ApiQuery({ name, required: false, schema: { type: 'string', pattern: ID_PATTERNS[kind] } });

export const PageParameters = () =>
  applyDecorators(
    ApiQuery({ name: 'page', required: false, schema: { type: 'integer', minimum: 1, maximum: MAX_PAGE, default: 1 } }),
    ApiQuery({
      name: 'page_size',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE },
    }),
  );

export const PairFilters = () =>
  applyDecorators(
    idFilter('service_id', 'service'),
    idFilter('provider_id', 'provider'),
    idFilter('connected_account_id', 'connectedAccount'),
    idFilter('external_user_id', 'externalUser'),
    ApiQuery({ name: 'host_state', required: false, schema: { type: 'string', enum: [...HOST_STATES] } }),
  );

const timeFilter = (name: string, description: string) =>
  ApiQuery({ name, required: false, description, schema: { type: 'string', format: 'date-time' } });

export const ChangeFilters = () =>
  applyDecorators(
    timeFilter('since', 'Only changes at this time or later.'),
    timeFilter('until', 'Only changes before this time.'),
    ApiQuery({ name: 'actor', required: false, schema: { type: 'string', pattern: ACTOR_PATTERN } }),
    idFilter('batch_id', 'batch'),
    idFilter('service_id', 'service'),
    idFilter('provider_id', 'provider'),
    ApiQuery({ name: 'change', required: false, schema: { type: 'string', enum: [...CHANGES] } }),
  );

export const VersionParameters = () =>
  applyDecorators(
    ApiQuery({
      name: 'min_version',
      required: false,
      description:
        'Wait until this version, or a later one, is visible. Pass the version of your write to read the ' +
        'write back.',
      schema: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    }),
    ApiQuery({
      name: 'wait_ms',
      required: false,
      description: 'How long to wait for that version; then 409 not_yet_visible.',
      schema: { type: 'integer', minimum: 0, maximum: MAX_WAIT_MS, default: MAX_WAIT_MS },
    }),
  );
