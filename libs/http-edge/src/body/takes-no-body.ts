import { type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { validateBody } from './validate-body.js';

class NoFields {}

@Injectable()
class NoBodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    if (body !== undefined && body !== null) validateBody(NoFields, body);
    return true;
  }
}

/**
 * The path of the operation contains everything: a body is refused with 422 `invalid`, unless it is an empty object.
 */
export function TakesNoBody(): MethodDecorator {
  return UseGuards(NoBodyGuard);
}
