import { Injectable } from '@nestjs/common';
import { requireStanding } from '../../domain/assignment.js';
import { Assignments, type PairExplanation, type PairKey } from '../../domain/assignments.port.js';
import { type Reason, troubleReasons } from '../../domain/host-state.js';

export interface HostExplanation extends PairExplanation {
  reasons: Reason[];
}

const RESOLVED: Record<string, Reason> = {
  external_user_id: {
    code: 'assigned_by_external_user_id',
    detail: 'This person was chosen as the host.',
  },
  email: { code: 'assigned_by_email', detail: 'This person was chosen as the host, by their email.' },
  handover: { code: 'assigned_by_handover', detail: 'A handover gave these meetings to this host.' },
  undo: { code: 'assigned_by_undo', detail: 'An earlier change was undone, which made this person the host again.' },
  bulk: {
    code: 'assigned_by_mapping',
    detail:
      'The user mapping of the provider made this person the host, when hosts of the service were assigned together.',
  },
};

const CLEARED: Record<string, string> = {
  connected_account_deleted:
    'The connection of the last host was disconnected, so the host was lost. Assign a host of another connection.',
  undo: 'The change that had assigned the last host was undone.',
  provider_deactivated: 'The assignment ended when the provider was deactivated.',
  service_removed: 'The assignment ended when the service was removed from the catalog.',
  service_provider_unassigned: 'The assignment ended when the provider was taken off the service.',
};

function reasonsOf(pair: PairExplanation): Reason[] {
  if (pair.condition !== null) {
    const why = RESOLVED[pair.resolvedBy ?? ''];
    return [...troubleReasons(pair.condition), ...(why === undefined ? [] : [why])];
  }
  const reasons = [
    { code: 'unassigned', detail: 'The meetings of this provider on this service have no host. Assign a host.' },
  ];
  if (!pair.providerActive)
    reasons.push({
      code: 'provider_deactivated',
      detail: 'The provider is deactivated. Activate the provider before you assign a host.',
    });
  if (pair.change !== 'cleared') return reasons;
  const code = pair.reason ?? 'cleared_by_caller';
  if (reasons.some((reason) => reason.code === code)) return reasons;
  return [...reasons, { code, detail: CLEARED[code] ?? 'The last host was removed by a caller.' }];
}

/** Explains why this person hosts, and why meetings would fail; also for a pair without a host. */
@Injectable()
export class ExplainHostHandler {
  constructor(private readonly assignments: Assignments) {}

  async execute(key: PairKey): Promise<HostExplanation> {
    const pair = await this.assignments.explain(key);
    requireStanding(pair);
    return { ...pair, reasons: reasonsOf(pair) };
  }
}
