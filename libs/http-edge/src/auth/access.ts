import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/**
 * Who may call an endpoint: whoever acts for an account (unless told), whoever has a token (the platform without an
 * account too), only the platform, or everybody.
 */
export type Access = 'account' | 'token' | 'platform' | 'public';

/** In a generated document, where the operations find what an endpoint demands. Removed before it is shown. */
export const ACCESS_EXTENSION = 'x-access';

function access(value: Access): ClassDecorator & MethodDecorator {
  return applyDecorators(ApiExtension(ACCESS_EXTENSION, value));
}

/** No token is asked for: health, metrics, webhooks with their own signature. */
export const Public = () => access('public');

/** Every token will do; the platform need not name an account. */
export const AnyToken = () => access('token');

/** Only the platform token may call it, without an account; 403 for everybody else. */
export const PlatformOnly = () => access('platform');
