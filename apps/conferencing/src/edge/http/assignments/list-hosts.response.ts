import { HOST_STATES } from '@conferencing/contracts';
import { ApiProperty } from '@nestjs/swagger';
import type { PairListing } from '../../../domain/assignments.port.js';
import { troubleReasons } from '../../../domain/host-state.js';
import { ServiceProviderConferencingResponse } from './conferencing.response.js';
import { ReasonResponse } from './explain-host.response.js';

/** One pair in a list, with its host or null, and the problems of the host. */
export class ListedHostResponse {
  @ApiProperty({ example: 'srv_d025a96ac0c6' }) service_id: string;
  @ApiProperty({ example: 'prov_d025a96ac0c6' }) provider_id: string;
  @ApiProperty({ enum: HOST_STATES, example: 'host_inactive' }) host_state: PairListing['hostState'];
  @ApiProperty({ type: 'integer', example: 2 }) version: number;
  @ApiProperty({ type: ServiceProviderConferencingResponse, nullable: true }) conferencing: object | null;
  @ApiProperty({ type: [ReasonResponse] }) reasons: ReasonResponse[];
}

export function listedHostResponse(pair: PairListing): ListedHostResponse {
  return {
    service_id: pair.serviceId,
    provider_id: pair.providerId,
    host_state: pair.hostState,
    version: pair.version,
    conferencing: pair.resource === null ? null : (JSON.parse(pair.resource) as object),
    reasons: pair.condition === null ? [] : troubleReasons(pair.condition),
  };
}
