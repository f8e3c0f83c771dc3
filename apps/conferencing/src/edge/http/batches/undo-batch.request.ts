import { FlagField, IdField } from '@conferencing/http-edge';

/** Takes back what a batch has changed. */
export class UndoBatchRequest {
  @IdField('batch', { description: 'The `batch_id` of the answer, the events and the history.' })
  batch_id: string;

  @FlagField({ optional: true, description: 'Return what would be changed, and change nothing.', example: false })
  dry_run?: boolean;
}
