import { FlagField, IdField } from '@conferencing/http-edge';

/** Takes back what a batch has changed. */
export class UndoBatchRequest {
  @IdField('batch', { description: 'What the answer, the events and the history of the batch carry.' })
  batch_id: string;

  @FlagField({ optional: true, description: 'Tell what would be done, and change nothing.', example: false })
  dry_run?: boolean;
}
