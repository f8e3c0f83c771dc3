import { PageMetaResponse } from '@conferencing/http-edge';
import { ApiProperty } from '@nestjs/swagger';
import { type ConnectionStatus, HOST_LOST, type Reason, troubleReasons } from '../../../domain/host-state.js';
import type { Cause, ListedPair } from '../../../domain/pair-list.port.js';
import { ListedHostResponse } from '../assignments/list-hosts.response.js';
import { listedPairResponse, NamedProviderResponse, NamedServiceResponse } from './list-pairs.response.js';

/** A pair whose host would not work, or that has lost its host, and why. */
export class AttentionResponse extends ListedHostResponse {
  @ApiProperty({ type: NamedServiceResponse }) service: NamedServiceResponse;
  @ApiProperty({ type: NamedProviderResponse }) provider: NamedProviderResponse;
}

export class AttentionMetaResponse extends PageMetaResponse {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { host_removed: 2, host_lost: 1 },
    description:
      'The number of pairs on all pages by cause, which is the first reason of a pair. Causes without ' +
      'pairs are left out.',
  })
  by_cause: Partial<Record<Cause, number>>;
}

interface ShownHost {
  connected_account: { status: ConnectionStatus };
  external_user: { status: string | null };
}

function reasonsOf({ resource, hostLost }: ListedPair): Reason[] {
  if (resource === null) return hostLost ? [HOST_LOST] : [];
  const { connected_account: account, external_user: user } = JSON.parse(resource) as ShownHost;
  const { status } = user;
  return troubleReasons({ connectionStatus: account.status, userStatus: status ?? '', removed: status === null });
}

export function attentionResponse(pair: ListedPair): AttentionResponse {
  const { service, provider, conferencing, host_state, version } = listedPairResponse(pair);
  const reasons = reasonsOf(pair);
  return {
    service_id: service.id,
    provider_id: provider.id,
    service,
    provider,
    host_state,
    version,
    conferencing,
    reasons,
  };
}
