import { type Assignment, changeOf, type HostChange } from './assignment.js';
import type { PairRef } from './catalog-change.js';
import type { ExternalUserView } from './external-users.port.js';

/** Which pairs of the service to assign: `broken` is every pair that is not ready, including pairs without a host. */
export const PAIRS_MEANT = ['all', 'unassigned', 'broken'] as const;
export type PairsMeant = (typeof PAIRS_MEANT)[number];

/** A pair of the service, its current host, and the host to which its provider is mapped. */
export interface MappedPair extends Assignment, PairRef {
  providerActive: boolean;
  hostedBy: ExternalUserView | null;
  mapped: { user: ExternalUserView; active: boolean } | null;
}

export type SkipReason = 'provider_deactivated' | 'no_user_mapping' | 'host_not_active';

export interface ConfiguredPair {
  providerId: string;
  change: 'none' | 'assigned' | 'reassigned';
  from: ExternalUserView | null;
  to: ExternalUserView | null;
}

export interface BulkDecision {
  configured: ConfiguredPair[];
  skipped: { providerId: string; reason: SkipReason }[];
  assign: HostChange[];
}

function skipReason(pair: MappedPair): SkipReason | null {
  if (!pair.providerActive) return 'provider_deactivated';
  if (pair.mapped === null) return 'no_user_mapping';
  return pair.mapped.active ? null : 'host_not_active';
}

/** Gives each pair the host to which its provider is mapped; a pair that already has this host does not change. */
export function decideBulk(connectedAccountId: string, pairs: readonly MappedPair[]): BulkDecision {
  const result: BulkDecision = { configured: [], skipped: [], assign: [] };
  for (const pair of pairs) {
    const { serviceId, providerId, hostedBy: from } = pair;
    const reason = skipReason(pair);
    if (reason !== null || pair.mapped === null) {
      result.skipped.push({ providerId, reason: reason ?? 'no_user_mapping' });
      continue;
    }
    const to = pair.mapped.user;
    const change = changeOf(pair, { connectedAccountId, externalUserId: to.id });
    result.configured.push({ providerId, change, from, to });
    if (change !== 'none') result.assign.push({ serviceId, providerId, change, externalUserId: to.id });
  }
  return result;
}
