import { applyDecorators, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/**
 * Who may call an endpoint: whoever acts for an account (unless told), whoever has a token (the platform without an
 * account too), only the platform, or everybody.
 */
export type Access = 'account' | 'token' | 'platform' | 'public';

const ACCESS = 'http-edge:access';

/** In a generated document, where the documentation finds what an endpoint demands. Removed before it is shown. */
export const ACCESS_EXTENSION = 'x-access';

function access(value: Access): ClassDecorator & MethodDecorator {
  return applyDecorators(SetMetadata(ACCESS, value), ApiExtension(ACCESS_EXTENSION, value));
}

/** No token is asked for: health, metrics, webhooks with their own signature. */
export const Public = () => access('public');

/** Every token will do; the platform need not name an account. */
export const AnyToken = () => access('token');

/** Only the platform token may call it, without an account; 403 for everybody else. */
export const PlatformOnly = () => access('platform');

type Handler = ReturnType<ExecutionContext['getHandler']>;

const known = new WeakMap<Handler, Access>();

export function accessOf(context: ExecutionContext): Access {
  const handler = context.getHandler();
  let found = known.get(handler);
  if (found === undefined) {
    found =
      ((Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, context.getClass())) as Access) ??
      'account';
    known.set(handler, found);
  }
  return found;
}
