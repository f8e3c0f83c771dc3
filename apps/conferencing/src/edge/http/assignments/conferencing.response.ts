import {
  CONFERENCING_PROVIDERS,
  type ConferencingProvider,
  type ServiceProviderConferencing,
} from '@conferencing/contracts';
import { ApiProperty } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Conferencing } from '../../../domain/assignments.port.js';
import { ConnectedAccountResponse } from '../connected-accounts/connected-account.response.js';
import { ExternalUserResponse } from '../connected-accounts/external-user.response.js';
import { entityTag } from './etag.js';

/** The host of a service provider; the database renders it, so this class is only for the documentation. */
export class ServiceProviderConferencingResponse implements ServiceProviderConferencing {
  @ApiProperty({ enum: ['service_provider_conferencing'] }) object: 'service_provider_conferencing';
  @ApiProperty({ example: 'srv_d025a96ac0c6' }) service_id: string;
  @ApiProperty({ example: 'prov_d025a96ac0c6' }) provider_id: string;
  @ApiProperty({ enum: CONFERENCING_PROVIDERS }) conferencing_provider: ConferencingProvider;
  @ApiProperty({ type: ConnectedAccountResponse }) connected_account: ConnectedAccountResponse;
  @ApiProperty({ type: ExternalUserResponse }) external_user: ExternalUserResponse;
}

/** Sends a resource that is already JSON text as the `data` of an answer, with its version as entity tag. */
export function sendConferencing(reply: FastifyReply, { resource, version }: Conferencing): string {
  reply.header('etag', entityTag(version)).type('application/json; charset=utf-8');
  return `{"data":${resource}}`;
}
