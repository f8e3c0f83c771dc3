import { ApiProperty } from '@nestjs/swagger';
import type { HandedOver } from '../../../application/hand-over/hand-over.handler.js';
import type { HandoverSkip } from '../../../domain/handover.js';
import { BATCH_ID } from './batch-id.response.js';
import { PairRefResponse, pairRefResponse } from './pair-ref.response.js';

class NotHandedOverResponse extends PairRefResponse {
  @ApiProperty({
    enum: ['provider_deactivated', 'changed_meanwhile'],
    description: '`changed_meanwhile`: the pair got another host, or lost its host, during the request.',
  })
  reason: HandoverSkip;
}

export class HandOverResponse {
  @ApiProperty({ type: [PairRefResponse] }) moved: PairRefResponse[];
  @ApiProperty({ type: [NotHandedOverResponse] }) skipped: NotHandedOverResponse[];
  @ApiProperty(BATCH_ID) batch_id: string | null;
}

export function handOverResponse({ moved, skipped, batchId }: HandedOver): HandOverResponse {
  return {
    moved: moved.map(pairRefResponse),
    skipped: skipped.map((pair) => ({ ...pairRefResponse(pair), reason: pair.reason })),
    batch_id: batchId,
  };
}
