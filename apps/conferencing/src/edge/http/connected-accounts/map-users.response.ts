import { ApiProperty } from '@nestjs/swagger';
import type { MappingDecision } from '../../../domain/bulk-mapping.js';

class MappedProviderResponse {
  @ApiProperty({ example: 'prov_d025a96ac0c6' }) provider_id: string;
}

class RejectedProviderResponse extends MappedProviderResponse {
  @ApiProperty({
    example: 'host_not_found',
    description:
      'The codes of a single mapping: `not_found` (the provider), `host_not_found`, `host_ambiguous`, ' +
      '`host_not_in_connected_account`; `provider_unreachable` or `provider_rejected` if Zoom did not answer.',
  })
  code: string;
}

export class MapUsersResponse {
  @ApiProperty({
    type: [MappedProviderResponse],
    description: 'Mappings that are new, were changed or became `manual`.',
  })
  mapped: MappedProviderResponse[];
  @ApiProperty({
    type: [MappedProviderResponse],
    description: 'Mappings that were already `manual`, to the same user.',
  })
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
