import { FlagField, IdField, NestedListField } from '@conferencing/http-edge';

const MOST_PAIRS = 5_000;

/** One pair of a batch. */
export class PairRefRequest {
  @IdField('service')
  service_id: string;

  @IdField('provider')
  provider_id: string;
}

/** Undoes the changes of a batch. */
export class UndoBatchRequest {
  @IdField('batch', { description: 'The `batch_id` of the answer, the events and the history.' })
  batch_id: string;

  @NestedListField(() => PairRefRequest, {
    optional: true,
    max: MOST_PAIRS,
    description: 'Undo only the changes of these pairs. Other pairs do not change and are not in the answer.',
  })
  pairs?: PairRefRequest[];

  @FlagField({ optional: true, description: 'Return what would be changed, and change nothing.', example: false })
  dry_run?: boolean;
}
