import { IdField } from '@conferencing/http-edge';
import { WantedHostEmailField, WantedHostIdField } from '../validation/wanted-host.js';

/** Names the host by exactly one of `external_user_id` and `email`. */
export class AssignHostRequest {
  @IdField('connectedAccount', { description: 'The connected account whose user hosts the meetings.' })
  connected_account_id: string;

  @WantedHostIdField()
  external_user_id?: string;

  @WantedHostEmailField()
  email?: string;
}
