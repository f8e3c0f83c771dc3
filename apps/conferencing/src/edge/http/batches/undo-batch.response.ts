import { ApiProperty } from '@nestjs/swagger';
import type { Undone } from '../../../application/undo-batch/undo-batch.handler.js';
import type { UndoSkip } from '../../../domain/undo.js';
import { BATCH_ID } from './batch-id.response.js';
import { PairRefResponse, pairRefResponse } from './pair-ref.response.js';

class NotRestoredResponse extends PairRefResponse {
  @ApiProperty({
    enum: ['changed_since', 'host_gone', 'provider_deactivated', 'not_in_catalog', 'not_in_batch'],
    description:
      '`changed_since`: the host has changed since the batch. `host_gone`: the earlier host or the ' +
      'connection was removed. `not_in_catalog`: the service or the pair was removed from the catalog. ' +
      '`not_in_batch`: the request names a pair that the batch has not changed.',
  })
  reason: UndoSkip;
}

export class UndoBatchResponse {
  @ApiProperty({ type: [PairRefResponse] }) restored: PairRefResponse[];
  @ApiProperty({ type: [NotRestoredResponse] }) skipped: NotRestoredResponse[];
  @ApiProperty(BATCH_ID) batch_id: string | null;
}

export function undoBatchResponse({ restored, skipped, batchId }: Undone): UndoBatchResponse {
  return {
    restored: restored.map(pairRefResponse),
    skipped: skipped.map((pair) => ({ ...pairRefResponse(pair), reason: pair.reason })),
    batch_id: batchId,
  };
}
