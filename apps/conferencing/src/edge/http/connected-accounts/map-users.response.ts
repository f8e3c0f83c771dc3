import { ApiProperty } from '@nestjs/swagger';
import type { MappingDecision } from '../../../domain/bulk-mapping.js';

class MappedProviderResponse {
  @ApiProperty({ example: 'prov_d025a96ac0c6' }) provider_id: string;
}

class RejectedProviderResponse extends MappedProviderResponse {
  @ApiProperty({
    example: 'host_not_found',
    description:
      'As for one mapping: `not_found` (the provider), `host_not_found`, `host_ambiguous`, ' +
      '`host_not_in_connected_account`; `provider_unreachable` or `provider_rejected` where Zoom had to be asked.',
  })
  code: string;
}

export class MapUsersResponse {
  @ApiProperty({ type: [MappedProviderResponse], description: 'Mappings that are new, changed or now by hand.' })
  mapped: MappedProviderResponse[];
  @ApiProperty({ type: [MappedProviderResponse], description: 'Mapped so by hand already.' })
  unchanged: MappedProviderResponse[];
  @ApiProperty({ type: [RejectedProviderResponse] }) rejected: RejectedProviderResponse[];
}

export function mapUsersResponse({ mapped, unchanged, rejected }: MappingDecision): MapUsersResponse {
  return {
    mapped: mapped.map(({ providerId }) => ({ provider_id: providerId })),
    unchanged: unchanged.map((providerId) => ({ provider_id: providerId })),
    rejected: rejected.map(({ providerId, code }) => ({ provider_id: providerId, code })),
  };
}
