import type { FastifyReply } from 'fastify';
import type { Conferencing } from '../../../domain/assignments.port.js';
import { entityTag } from './etag.js';

/** Sends a resource that is JSON text already as the `data` of an answer, with its version as entity tag. */
export function sendConferencing(reply: FastifyReply, { resource, version }: Conferencing): string {
  reply.header('etag', entityTag(version)).type('application/json; charset=utf-8');
  return `{"data":${resource}}`;
}

/** An example of the resource, for the documentation. */
export const CONFERENCING_EXAMPLE = {
  object: 'service_provider_conferencing',
  service_id: 'srv_d025a96ac0c6',
  provider_id: 'prov_d025a96ac0c6',
  conferencing_provider: 'zoom_admin',
  connected_account: {
    id: 'cact_d025a96ac0c6',
    object: 'connected_account',
    provider: 'zoom_admin',
    status: 'active',
    connection_scope: 'account',
    display_name: 'Example Clinic',
    email: 'admin@example.com',
    external_account_id: 'q6gBJVO5TzexKYTb_I2rpg',
    external_subject: 'q6gBJVO5TzexKYTb_I2rpg',
    user_id: null,
    created_at: '2026-01-12T12:34:55.000Z',
    updated_at: '2026-01-13T10:11:12.000Z',
  },
  external_user: {
    id: 'exusr_d025a96ac0c6',
    object: 'external_user',
    email: 'dr.smith@example.com',
    first_name: 'Jane',
    last_name: 'Smith',
    status: 'active',
  },
};
