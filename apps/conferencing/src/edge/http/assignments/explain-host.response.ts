import type { HostExplanation } from '../../../application/explain-host/explain-host.handler.js';
import type { PairKey } from '../../../domain/assignments.port.js';

/** What `explain` answers: see its documentation for an example. */
export function explainHostResponse({ serviceId, providerId }: PairKey, pair: HostExplanation) {
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

export const EXPLANATION_EXAMPLE = {
  object: 'service_provider_conferencing_explanation',
  service_id: 'srv_d025a96ac0c6',
  provider_id: 'prov_d025a96ac0c6',
  host_state: 'host_inactive',
  reasons: [
    {
      code: 'host_inactive',
      detail: 'The host is deactivated in the connected account: activate him there or assign another host.',
    },
    { code: 'assigned_by_email', detail: 'The host is the one external user who had the email that was named.' },
  ],
  resolved_by: 'email',
  actor: 'token:tok_d025a96ac0c6',
  decided_at: '2026-01-12T12:34:55.000Z',
  version: 2,
  conferencing: null,
  last_change: {
    change: 'refreshed',
    reason: 'external_user_changed',
    actor: 'system:sync',
    occurred_at: '2026-01-13T10:11:12.000Z',
  },
};
