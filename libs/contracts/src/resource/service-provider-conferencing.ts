import { Equals, IsIn } from 'class-validator';
import { IsId } from '../validation/is-id.js';
import { Nested } from '../validation/nested.js';
import { ConnectedAccount } from './connected-account.js';
import { ExternalUser } from './external-user.js';

export const CONFERENCING_PROVIDERS = ['zoom_admin'] as const;
export type ConferencingProvider = (typeof CONFERENCING_PROVIDERS)[number];

/** The external user who hosts the video meetings of a provider on a service, and their connection. */
export class ServiceProviderConferencing {
  @Equals('service_provider_conferencing')
  object: 'service_provider_conferencing';

  @IsId('service')
  service_id: string;

  @IsId('provider')
  provider_id: string;

  @IsIn(CONFERENCING_PROVIDERS)
  conferencing_provider: ConferencingProvider;

  @Nested(() => ConnectedAccount)
  connected_account: ConnectedAccount;

  @Nested(() => ExternalUser)
  external_user: ExternalUser;
}
