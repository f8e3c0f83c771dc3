import { HOST_STATES } from '@conferencing/contracts';
import { ApiProperty } from '@nestjs/swagger';
import type { HostExplanation } from '../../../application/explain-host/explain-host.handler.js';
import type { PairKey } from '../../../domain/assignments.port.js';
import { WARNINGS, warningsOf } from '../../../domain/warnings.js';
import { ServiceProviderConferencingResponse } from './conferencing.response.js';

const nullableText = { type: String, nullable: true } as const;
const nullableTime = { ...nullableText, format: 'date-time' } as const;

export class ReasonResponse {
  @ApiProperty({ example: 'host_inactive', description: 'A stable code for programs; new codes may be added.' })
  code: string;
  @ApiProperty({
    example: 'The host is deactivated at Zoom. Activate them at Zoom, or assign another host.',
  })
  detail: string;
}

export class WarningResponse {
  @ApiProperty({ enum: WARNINGS, example: 'host_not_licensed', description: 'New values may be added.' }) code: string;
  @ApiProperty({ description: 'What the code means and what to do next.' }) detail: string;
}

class LastChangeResponse {
  @ApiProperty({ example: 'refreshed' }) change: string;
  @ApiProperty({ ...nullableText, example: 'external_user_changed' }) reason: string | null;
  @ApiProperty({ ...nullableText, example: 'system:sync' }) actor: string | null;
  @ApiProperty(nullableTime) occurred_at: string | null;
}

export class ExplainHostResponse {
  @ApiProperty({ enum: ['service_provider_conferencing_explanation'] })
  object: 'service_provider_conferencing_explanation';
  @ApiProperty({ example: 'srv_d025a96ac0c6' }) service_id: string;
  @ApiProperty({ example: 'prov_d025a96ac0c6' }) provider_id: string;
  @ApiProperty({ enum: HOST_STATES, example: 'host_inactive' }) host_state: HostExplanation['hostState'];
  @ApiProperty({ type: [ReasonResponse], description: 'The problems first, then why this person hosts.' })
  reasons: ReasonResponse[];
  @ApiProperty({ enum: ['external_user_id', 'email', 'bulk', 'handover', 'undo'], nullable: true, example: 'email' })
  resolved_by: string | null;
  @ApiProperty({
    ...nullableText,
    example: 'token:tok_d025a96ac0c6',
    description: 'The caller, or the part of the system, that decided it.',
  })
  actor: string | null;
  @ApiProperty(nullableTime) decided_at: string | null;
  @ApiProperty({ type: 'integer', example: 2 }) version: number;
  @ApiProperty({ type: ServiceProviderConferencingResponse, nullable: true }) conferencing: object | null;
  @ApiProperty({
    type: [WarningResponse],
    description: 'Problems that do not stop meetings, but that people may not expect.',
  })
  warnings: WarningResponse[];
  @ApiProperty({ type: LastChangeResponse, nullable: true }) last_change: LastChangeResponse | null;
}

export function explainHostResponse(
  { serviceId, providerId }: PairKey,
  pair: HostExplanation,
): { data: ExplainHostResponse } {
  return {
    data: {
      object: 'service_provider_conferencing_explanation',
      service_id: serviceId,
      provider_id: providerId,
      host_state: pair.hostState,
      reasons: pair.reasons,
      resolved_by: pair.resolvedBy,
      actor: pair.decidedBy,
      decided_at: pair.decidedAt?.toISOString() ?? null,
      version: pair.version,
      conferencing: pair.resource === null ? null : (JSON.parse(pair.resource) as object),
      warnings: warningsOf(pair.warned),
      last_change:
        pair.change === null
          ? null
          : {
              change: pair.change,
              reason: pair.reason,
              actor: pair.changedBy,
              occurred_at: pair.changedAt?.toISOString() ?? null,
            },
    },
  };
}
