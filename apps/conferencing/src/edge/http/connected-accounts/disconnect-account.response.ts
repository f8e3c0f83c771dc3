import { ApiProperty } from '@nestjs/swagger';
import type { Disconnection } from '../../../application/disconnect-account/disconnect-account.handler.js';
import { PairRefResponse, pairRefResponse } from '../batches/pair-ref.response.js';

/** What is removed together with a connected account. */
export class DisconnectionResponse {
  @ApiProperty({ type: [PairRefResponse], description: 'Pairs that would lose their host.' })
  cleared: PairRefResponse[];
  @ApiProperty({ type: 'integer', example: 12, description: 'User mappings that would be removed.' }) mappings: number;
}

export function disconnectionResponse({ cleared, mappings }: Disconnection): DisconnectionResponse {
  return { cleared: cleared.map(pairRefResponse), mappings };
}
