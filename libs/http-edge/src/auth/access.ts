import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/**
 * The allowed callers of an endpoint: tokens that act for an account (the default), any token (the platform without an
 * account too), only the platform, or all callers.
 */
export type Access = 'account' | 'token' | 'platform' | 'public';

/**
 * The mark in a generated document from which the operations read the access of an endpoint. Removed before the
 * document is published.
 */
export const ACCESS_EXTENSION = 'x-access';

function access(value: Access): ClassDecorator & MethodDecorator {
  return applyDecorators(ApiExtension(ACCESS_EXTENSION, value));
}

/** No token is required: health, metrics, webhooks with their own signature. */
export const Public = () => access('public');

/** Any token is accepted; the platform need not name an account. */
export const AnyToken = () => access('token');

/** Only the platform token may call it, without an account; 403 for all other tokens. */
export const PlatformOnly = () => access('platform');
