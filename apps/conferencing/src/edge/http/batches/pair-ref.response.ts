import { ApiProperty } from '@nestjs/swagger';
import type { PairRef } from '../../../domain/catalog-change.js';

export class PairRefResponse {
  @ApiProperty({ example: 'srv_d025a96ac0c6' }) service_id: string;
  @ApiProperty({ example: 'prov_d025a96ac0c6' }) provider_id: string;
}

export function pairRefResponse({ serviceId, providerId }: PairRef): PairRefResponse {
  return { service_id: serviceId, provider_id: providerId };
}
