import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ShownCredential } from './authenticator.port.js';

/** The account of a request, and the actor in its histories and events. */
export interface Principal {
  accountId: string;
  /** `token:<token id>`, `platform` or `user:<sub>` */
  actor: string;
  /** The credential that can be revoked while the request is answered. */
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
  // A programming error: the endpoint is public or for the platform, and has no account.
  if (caller === null) throw new Error('This endpoint has no account to act for');
  return caller;
});
