import type { PairListing } from '../../../domain/assignments.port.js';
import { troubleReasons } from '../../../domain/host-state.js';

/** One pair in a list, with its host or null, and what keeps the host from hosting. */
export function listedHostResponse(pair: PairListing) {
  return {
    service_id: pair.serviceId,
    provider_id: pair.providerId,
    host_state: pair.hostState,
    version: pair.version,
    conferencing: pair.resource === null ? null : (JSON.parse(pair.resource) as object),
    reasons: pair.condition === null ? [] : troubleReasons(pair.condition),
  };
}
