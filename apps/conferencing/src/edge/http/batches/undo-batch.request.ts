import { FlagField, IdField } from '@conferencing/http-edge';

/** Undoes the changes of a batch. */
export class UndoBatchRequest {
  @IdField('batch', { description: 'The `batch_id` of the answer, the events and the history.' })
  batch_id: string;

  @FlagField({ optional: true, description: 'Return what would be changed, and change nothing.', example: false })
  dry_run?: boolean;
}
