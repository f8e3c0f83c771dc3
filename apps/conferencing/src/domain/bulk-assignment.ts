import { type AssignDecision, type Assignment, decideHost } from './assignment.js';

/** A pair of the service in question, and the host that its provider is mapped to. */
export interface MappedPair extends Assignment {
  providerId: string;
  providerActive: boolean;
  mapped: { externalUserId: string; active: boolean } | null;
}

export type SkipReason = 'provider_deactivated' | 'no_user_mapping' | 'host_not_active';

export interface BulkDecision {
  configured: { providerId: string }[];
  skipped: { providerId: string; reason: SkipReason }[];
  assign: { providerId: string; decision: Extract<AssignDecision, { kind: 'assign' }> }[];
}

function skipReason(pair: MappedPair): SkipReason | null {
  if (!pair.providerActive) return 'provider_deactivated';
  if (pair.mapped === null) return 'no_user_mapping';
  return pair.mapped.active ? null : 'host_not_active';
}

/** Gives each pair the host that its provider is mapped to; one that has him already is configured, and unchanged. */
export function decideBulk(connectedAccountId: string, pairs: readonly MappedPair[]): BulkDecision {
  const result: BulkDecision = { configured: [], skipped: [], assign: [] };
  for (const pair of pairs) {
    const { providerId } = pair;
    const reason = skipReason(pair);
    if (reason !== null || pair.mapped === null) {
      result.skipped.push({ providerId, reason: reason ?? 'no_user_mapping' });
      continue;
    }
    result.configured.push({ providerId });
    const host = { connectedAccountId, externalUserId: pair.mapped.externalUserId };
    const decision = decideHost(pair, host, 'bulk');
    if (decision.kind === 'assign') result.assign.push({ providerId, decision });
  }
  return result;
}
