import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { idPattern, type IdKind, notFound } from '@conferencing/kernel';
import type { FastifyRequest } from 'fastify';

/** The path parameters, and the kind of id of each. */
export const PATH_IDS = {
  service_id: 'service',
  provider_id: 'provider',
  connected_account_id: 'connectedAccount',
  external_user_id: 'externalUser',
  account_id: 'account',
  token_id: 'token',
  signing_key_id: 'signingKey',
} as const satisfies Record<string, IdKind>;

export type PathIdName = keyof typeof PATH_IDS;

/** `@PathId('service_id') serviceId: string`; a text that cannot be such an id is 404. */
export const PathId = createParamDecorator((name: PathIdName, context: ExecutionContext): string => {
  const { params } = context.switchToHttp().getRequest<FastifyRequest<{ Params: Record<string, string> }>>();
  const value = params[name] ?? '';
  if (!idPattern(PATH_IDS[name]).test(value))
    throw notFound(`There is no such ${name.slice(0, -3).replaceAll('_', ' ')}.`);
  return value;
});
