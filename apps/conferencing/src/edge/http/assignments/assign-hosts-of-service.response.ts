import { ApiProperty } from '@nestjs/swagger';
import type { BulkAssigned } from '../../../application/assign-hosts-of-service/assign-hosts-of-service.handler.js';
import type { ConfiguredPair, SkipReason } from '../../../domain/bulk-assignment.js';
import { ExternalUserResponse } from '../connected-accounts/external-user.response.js';
import { BATCH_ID } from '../batches/batch-id.response.js';

class ConfiguredProviderResponse {
  @ApiProperty({ example: 'prov_d025a96ac0c6' }) provider_id: string;
  @ApiProperty({ enum: ['none', 'assigned', 'reassigned'], description: '`none`: the pair already has this host.' })
  change: ConfiguredPair['change'];
  @ApiProperty({ type: ExternalUserResponse, nullable: true, description: 'The host before the request.' })
  from: ExternalUserResponse | null;
  @ApiProperty({
    type: ExternalUserResponse,
    nullable: true,
    description: 'The host after the request; with `dry_run`, the host that the pair would get.',
  })
  to: ExternalUserResponse | null;
}

class SkippedProviderResponse {
  @ApiProperty({ example: 'prov_5b2f8c1d9e0a' }) provider_id: string;
  @ApiProperty({ enum: ['provider_deactivated', 'no_user_mapping', 'host_not_active'], example: 'no_user_mapping' })
  reason: SkipReason;
}

export class AssignHostsOfServiceResponse {
  @ApiProperty({ type: [ConfiguredProviderResponse] }) configured: ConfiguredProviderResponse[];
  @ApiProperty({ type: [SkippedProviderResponse] }) skipped: SkippedProviderResponse[];
  @ApiProperty(BATCH_ID) batch_id: string | null;
}

export function assignHostsOfServiceResponse({
  configured,
  skipped,
  batchId,
}: BulkAssigned): AssignHostsOfServiceResponse {
  return {
    configured: configured.map(({ providerId, change, from, to }) => ({ provider_id: providerId, change, from, to })),
    skipped: skipped.map(({ providerId, reason }) => ({ provider_id: providerId, reason })),
    batch_id: batchId,
  };
}
