import { ApiProperty } from '@nestjs/swagger';
import type { BulkAssigned } from '../../../application/assign-hosts-of-service/assign-hosts-of-service.handler.js';
import type { SkipReason } from '../../../domain/bulk-assignment.js';

/** Of an answer that changes several pairs. */
export const BATCH_ID = {
  type: String,
  nullable: true,
  example: 'bat_d025a96ac0c6',
  description: 'What the events of all changes carry, for an undo; null on `dry_run` and when nothing changed.',
} as const;

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
  @ApiProperty(BATCH_ID) batch_id: string | null;
}

export function assignHostsOfServiceResponse({
  configured,
  skipped,
  batchId,
}: BulkAssigned): AssignHostsOfServiceResponse {
  return {
    configured: configured.map(({ providerId }) => ({ provider_id: providerId })),
    skipped: skipped.map(({ providerId, reason }) => ({ provider_id: providerId, reason })),
    batch_id: batchId,
  };
}
