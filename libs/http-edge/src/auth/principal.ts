import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ShownCredential } from './authenticator.port.js';

/** On whose behalf a request acts: the account that it may see, and who is named in histories and events. */
export interface Principal {
  accountId: string;
  /** `token:<token id>`, `platform` or `user:<sub>` */
  actor: string;
  /** What can be revoked while the request is answered. */
  credential?: ShownCredential;
}

export type WithCaller = FastifyRequest & { caller: Principal | null };

/** `@CallerOrPlatform() caller: Principal | null` of an endpoint for any token; null is the platform without an account. */
export const CallerOrPlatform = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | null => context.switchToHttp().getRequest<WithCaller>().caller,
);

/** `@Caller() caller: Principal` of an account's endpoint. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { caller } = context.switchToHttp().getRequest<WithCaller>();
  // Reaching this is a mistake in the program: the endpoint is public or the platform's, and has no account.
  if (caller === null) throw new Error('This endpoint has no account to act for');
  return caller;
});
