import { ApiProperty } from '@nestjs/swagger';
import type { BulkDecision, SkipReason } from '../../../domain/bulk-assignment.js';

class ConfiguredProviderResponse {
  @ApiProperty({ example: 'prov_d025a96ac0c6' }) provider_id: string;
}

class SkippedProviderResponse {
  @ApiProperty({ example: 'prov_5b2f8c1d9e0a' }) provider_id: string;
  @ApiProperty({ enum: ['provider_deactivated', 'no_user_mapping', 'host_not_active'], example: 'no_user_mapping' })
  reason: SkipReason;
}

export class AssignHostsOfServiceResponse {
  @ApiProperty({ type: [ConfiguredProviderResponse] }) configured: ConfiguredProviderResponse[];
  @ApiProperty({ type: [SkippedProviderResponse] }) skipped: SkippedProviderResponse[];
}

export function assignHostsOfServiceResponse({
  configured,
  skipped,
}: Pick<BulkDecision, 'configured' | 'skipped'>): AssignHostsOfServiceResponse {
  return {
    configured: configured.map(({ providerId }) => ({ provider_id: providerId })),
    skipped: skipped.map(({ providerId, reason }) => ({ provider_id: providerId, reason })),
  };
}
