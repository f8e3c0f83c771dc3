import { invalid } from '@conferencing/kernel';
import { type HostCandidate, resolveHost, type WantedHost } from './host-resolution.js';

/** The user to whom the caller wants to map a provider. */
export interface MappingWish {
  providerId: string;
  wanted: WantedHost;
}

export interface NewMapping {
  providerId: string;
  externalUserId: string;
}

/** A requested mapping, with what is known about it. */
export interface KnownMapping extends MappingWish {
  /** False: the provider does not exist, or is deactivated. */
  providerActive: boolean;
  /** Two of them are enough to know that the email is ambiguous. */
  candidates: readonly HostCandidate[];
  mappedTo: { externalUserId: string; source: 'auto' | 'manual' } | null;
}

export interface MappingDecision {
  mapped: NewMapping[];
  unchanged: string[];
  rejected: { providerId: string; code: string }[];
}

export function requireDifferentProviders(wishes: readonly MappingWish[]): void {
  const seen = new Set<string>();
  for (const [index, { providerId }] of wishes.entries()) {
    if (seen.has(providerId))
      throw invalid('The list names this provider more than once.', `/mappings/${index}/provider_id`);
    seen.add(providerId);
  }
}

/**
 * Maps each provider that can be mapped. A mapping that a sync has made by email becomes manual, so no sync changes it
 * again.
 *
 * @param notFound the code for an email that no user has; it differs if the directory could not be read
 */
export function decideMappings(known: readonly KnownMapping[], notFound = 'host_not_found'): MappingDecision {
  const decision: MappingDecision = { mapped: [], unchanged: [], rejected: [] };
  for (const { providerId, providerActive, wanted, candidates, mappedTo } of known) {
    if (!providerActive) {
      decision.rejected.push({ providerId, code: 'not_found' });
      continue;
    }
    const resolution = resolveHost(wanted, candidates);
    if ('fault' in resolution) {
      const { code } = resolution.fault;
      decision.rejected.push({ providerId, code: code === 'host_not_found' ? notFound : code });
      continue;
    }
    const { externalUserId } = resolution;
    if (mappedTo?.source === 'manual' && mappedTo.externalUserId === externalUserId)
      decision.unchanged.push(providerId);
    else decision.mapped.push({ providerId, externalUserId });
  }
  return decision;
}
