import { FlagField, IdField } from '@conferencing/http-edge';

/** Gives every provider of the service the host that he is mapped to. */
export class AssignHostsOfServiceRequest {
  @IdField('connectedAccount', { description: 'The connected account whose user mappings are used.' })
  connected_account_id: string;

  @FlagField({ optional: true, description: 'Tell what would be done, and change nothing.', example: false })
  dry_run?: boolean;
}
