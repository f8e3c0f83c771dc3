import type { OpenAPIObject } from '@nestjs/swagger';
import type { Access } from '../auth/access.js';

type Responses = NonNullable<OpenAPIObject['paths'][string]['get']>['responses'];

/** The shape of every error; see `ErrorBody`. */
export const ERROR_SCHEMA = {
  type: 'object' as const,
  required: ['errors'],
  properties: {
    errors: {
      type: 'array' as const,
      minItems: 1,
      items: {
        type: 'object' as const,
        required: ['status', 'code', 'detail'],
        properties: {
          status: { type: 'string' as const, description: 'The HTTP status.', example: '422' },
          code: { type: 'string' as const, description: 'A stable code for programs.', example: 'invalid' },
          detail: { type: 'string' as const, description: 'One sentence for people.' },
          source: {
            type: 'object' as const,
            required: ['pointer'],
            properties: { pointer: { type: 'string' as const, description: 'JSON pointer to the field at fault.' } },
          },
        },
      },
    },
  },
};

interface Traits {
  access: Access;
  body: boolean;
  /** It names something that may not exist. */
  addressed: boolean;
}

function response(status: string, code: string, description: string, pointer?: string) {
  const error = { status, code, detail: description, ...(pointer === undefined ? {} : { source: { pointer } }) };
  const schema = { $ref: '#/components/schemas/Errors' };
  return { description, content: { 'application/json': { schema, example: { errors: [error] } } } };
}

/** The error answers of an endpoint, from its traits. */
export function errorResponses({ access, body, addressed }: Traits): Record<string, ReturnType<typeof response>> {
  const invalid = response(
    '422',
    'invalid',
    'Fields or query parameters are wrong. The answer names all of them.',
    '/name',
  );
  if (access === 'public' && !body) return { '422': invalid };
  const restricted = access !== 'public';
  return {
    '400': response('400', 'malformed_request', 'The request could not be understood.'),
    ...(restricted && { '401': response('401', 'unauthorized', 'The token is unknown, expired or revoked.') }),
    ...(access === 'platform' && { '403': response('403', 'forbidden', 'Only the platform token may do this.') }),
    ...(addressed && { '404': response('404', 'not_found', 'It does not exist, or belongs to another account.') }),
    ...(body && {
      '413': response('413', 'payload_too_large', 'The body is larger than 1 MiB.'),
      '415': response('415', 'unsupported_media_type', 'The body must be sent as application/json.'),
    }),
    '422': invalid,
    ...(restricted && { '429': response('429', 'rate_limited', 'Too many requests with this token.') }),
    '503': response('503', 'unavailable', 'The service cannot answer now. Try again in a moment.'),
  };
}

/** Codes of the errors that endpoints declare themselves. */
const CODES: Record<string, string> = {
  '400': 'malformed_request',
  '401': 'unauthorized',
  '404': 'not_found',
  '409': 'conflict',
  '412': 'version_mismatch',
  '502': 'provider_unreachable',
};

/** Adds the common error shape to the errors that an endpoint declares, which only say when they occur. */
export function withErrorBodies(responses: Responses): Responses {
  const complete = ([status, own]: [string, Responses[string]]) => {
    const code = CODES[status];
    if (code === undefined || own === undefined || '$ref' in own || own.content !== undefined) return [status, own];
    return [status, { ...own, ...response(status, code, own.description) }];
  };
  return Object.fromEntries(Object.entries(responses).map(complete)) as Responses;
}
