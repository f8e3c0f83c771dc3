import { HOST_STATES, type HostState } from '@conferencing/contracts';
import { ApiProperty } from '@nestjs/swagger';
import type { ListedPair } from '../../../domain/pair-list.port.js';
import { warningsOf } from '../../../domain/warnings.js';
import { ServiceProviderConferencingResponse } from '../assignments/conferencing.response.js';
import { WarningResponse } from '../assignments/explain-host.response.js';

const nullableText = { type: String, nullable: true } as const;

export class NamedServiceResponse {
  @ApiProperty({ example: 'srv_d025a96ac0c6' }) id: string;
  @ApiProperty({ ...nullableText, example: 'First consultation' }) name: string | null;
}

export class NamedProviderResponse {
  @ApiProperty({ example: 'prov_d025a96ac0c6' }) id: string;
  @ApiProperty({ ...nullableText, example: 'Dr. Jane Smith' }) display_name: string | null;
  @ApiProperty({ ...nullableText, example: 'dr.smith@example.com' }) email: string | null;
  @ApiProperty({ description: 'False: the provider is deactivated, or their catalog record has not arrived yet.' })
  active: boolean;
}

/** A pair of the catalog, with its host or null. */
export class ListedPairResponse {
  @ApiProperty({ enum: ['service_provider'] }) object: 'service_provider';
  @ApiProperty({ type: NamedServiceResponse }) service: NamedServiceResponse;
  @ApiProperty({ type: NamedProviderResponse }) provider: NamedProviderResponse;
  @ApiProperty({ type: ServiceProviderConferencingResponse, nullable: true }) conferencing: object | null;
  @ApiProperty({ enum: HOST_STATES, example: 'ready' }) host_state: HostState;
  @ApiProperty({
    type: [WarningResponse],
    description: 'Problems that do not stop meetings, but that people may not expect.',
  })
  warnings: { code: string; detail: string }[];
  @ApiProperty({ type: 'integer', example: 2, description: '0: the pair was never assigned.' }) version: number;
  @ApiProperty({
    ...nullableText,
    format: 'date-time',
    description: 'The time of the last change; null: the pair was never assigned.',
  })
  updated_at: string | null;
}

/** What stands before and after the resource. */
function partsOf({ service, provider, host, hostState, version, updatedAt }: ListedPair) {
  const before = {
    object: 'service_provider' as const,
    service: { id: service.id, name: service.name },
    provider: { id: provider.id, display_name: provider.displayName, email: provider.email, active: provider.active },
  };
  const after = {
    host_state: hostState,
    warnings: host === null ? [] : warningsOf(host),
    version,
    updated_at: updatedAt?.toISOString() ?? null,
  };
  return { before, after };
}

export function listedPairResponse(pair: ListedPair): ListedPairResponse {
  const { before, after } = partsOf(pair);
  const conferencing = pair.resource === null ? null : (JSON.parse(pair.resource) as object);
  return { ...before, conferencing, ...after };
}

/** As JSON text. The resource is stored as text, so it is neither parsed nor written again. */
function listedPairText(pair: ListedPair): string {
  const { before, after } = partsOf(pair);
  const head = JSON.stringify(before).slice(0, -1);
  return `${head},"conferencing":${pair.resource ?? 'null'},${JSON.stringify(after).slice(1)}`;
}

const texts = new WeakMap<readonly ListedPair[], string>();

/** A page as JSON text. Callers who share one answer of the database share its text. */
export function listedPairsText(pairs: readonly ListedPair[]): string {
  let text = texts.get(pairs);
  if (text === undefined) {
    text = `[${pairs.map(listedPairText).join(',')}]`;
    texts.set(pairs, text);
  }
  return text;
}
