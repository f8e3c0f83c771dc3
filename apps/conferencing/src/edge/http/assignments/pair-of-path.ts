import { idPattern, notFound } from '@conferencing/kernel';
import { PATH_IDS, type WithCaller } from '@conferencing/http-edge';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { PairKey } from '../../../domain/assignments.port.js';

const SERVICE = idPattern(PATH_IDS.service_id);
const PROVIDER = idPattern(PATH_IDS.provider_id);

/** `@PairOfPath() pair: PairKey`: the service provider in the path, within the caller's account. */
export const PairOfPath = createParamDecorator((_: unknown, context: ExecutionContext): PairKey => {
  const { params, caller } = context.switchToHttp().getRequest<WithCaller>();
  const { service_id: serviceId = '', provider_id: providerId = '' } = params as Record<string, string>;
  if (caller === null) throw new Error('This endpoint has no account to act for');
  if (!SERVICE.test(serviceId)) throw notFound('There is no such service.');
  if (!PROVIDER.test(providerId)) throw notFound('There is no such provider.');
  return { accountId: caller.accountId, serviceId, providerId };
});
