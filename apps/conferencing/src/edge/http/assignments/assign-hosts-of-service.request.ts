import { ChoiceField, FlagField, IdField, IdsField } from '@conferencing/http-edge';
import { PAIRS_MEANT, type PairsMeant } from '../../../domain/bulk-assignment.js';

/** Assigns to every provider of the service the host to whom they are mapped. */
export class AssignHostsOfServiceRequest {
  @IdField('connectedAccount', { description: 'The connected account whose user mappings are used.' })
  connected_account_id: string;

  @FlagField({ optional: true, description: 'Return what would be changed, and change nothing.', example: false })
  dry_run?: boolean;

  @ChoiceField(PAIRS_MEANT, {
    optional: true,
    description:
      'Which pairs to assign: `all` (the default), `unassigned` (pairs without a host) or `broken` (every ' +
      'pair that is not `ready`, including pairs without a host). Other pairs are not in the answer.',
    example: 'all',
  })
  only?: PairsMeant;

  @IdsField('provider', { optional: true, description: 'Assign only these providers. Others are not in the answer.' })
  provider_ids?: string[];
}
