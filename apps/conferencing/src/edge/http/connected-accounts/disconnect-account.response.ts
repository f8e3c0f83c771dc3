import { ApiProperty } from '@nestjs/swagger';
import type { Disconnection } from '../../../application/disconnect-account/disconnect-account.handler.js';
import { PairRefResponse, pairRefResponse } from '../batches/pair-ref.response.js';

/** What the removal of a connected account takes with it. */
export class DisconnectionResponse {
  @ApiProperty({ type: [PairRefResponse], description: 'Pairs that would lose their host.' })
  cleared: PairRefResponse[];
  @ApiProperty({ type: 'integer', example: 12, description: 'User mappings that would be removed.' }) mappings: number;
}

export function disconnectionResponse({ cleared, mappings }: Disconnection): DisconnectionResponse {
  return { cleared: cleared.map(pairRefResponse), mappings };
}
