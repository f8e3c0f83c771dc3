import { HOST_STATES, type HostState } from '@conferencing/contracts';
import { ApiProperty } from '@nestjs/swagger';
import type { PairSummary } from '../../../domain/pair-list.port.js';
import { type Warning, WARNINGS } from '../../../domain/warnings.js';

function counted(values: readonly string[]) {
  const properties = Object.fromEntries(values.map((value) => [value, { type: 'integer' as const }]));
  return { type: 'object' as const, properties, required: [...values] };
}

const STATUSES = ['active', 'reconnect_required', 'insufficient_permissions'] as const;

class SummedConnectionResponse {
  @ApiProperty({ example: 'cact_d025a96ac0c6' }) id: string;
  @ApiProperty({ type: String, nullable: true, example: 'Harbour Dental' }) display_name: string | null;
  @ApiProperty({ enum: STATUSES }) status: (typeof STATUSES)[number];
  @ApiProperty({ type: 'integer', example: 12 }) pairs: number;
  @ApiProperty(counted(HOST_STATES)) by_host_state: Record<HostState, number>;
}

export class SummaryResponse {
  @ApiProperty({ type: 'integer', example: 12, description: 'Pairs of the catalog.' }) pairs: number;
  @ApiProperty(counted(HOST_STATES)) by_host_state: Record<HostState, number>;
  @ApiProperty({ ...counted(WARNINGS), description: 'A pair with several warnings counts for each.' })
  by_warning: Record<Warning, number>;
  @ApiProperty({ type: [SummedConnectionResponse], description: 'Oldest first.' })
  connected_accounts: SummedConnectionResponse[];
}

export function summaryResponse({ pairs, byHostState, byWarning, connectedAccounts }: PairSummary): SummaryResponse {
  return {
    pairs,
    by_host_state: byHostState,
    by_warning: byWarning,
    connected_accounts: connectedAccounts.map((connection) => ({
      id: connection.id,
      display_name: connection.displayName,
      status: connection.status,
      pairs: connection.pairs,
      by_host_state: connection.byHostState,
    })),
  };
}
