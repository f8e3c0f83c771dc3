import { Injectable } from '@nestjs/common';
import { requireStanding } from '../../domain/assignment.js';
import { Assignments, type PairExplanation, type PairKey } from '../../domain/assignments.port.js';
import { type Reason, troubleReasons } from '../../domain/host-state.js';

export interface HostExplanation extends PairExplanation {
  reasons: Reason[];
}

const RESOLVED: Record<string, Reason> = {
  external_user_id: { code: 'assigned_by_external_user_id', detail: 'The host was named by external_user_id.' },
  email: { code: 'assigned_by_email', detail: 'The host is the one external user who had the email that was named.' },
  handover: { code: 'assigned_by_handover', detail: 'The host took over the pairs of another host.' },
  undo: { code: 'assigned_by_undo', detail: 'The host hosted before a change that was undone.' },
  bulk: { code: 'assigned_by_mapping', detail: 'The host is the user that the provider is mapped to.' },
};

const CLEARED: Record<string, string> = {
  connected_account_deleted: 'The assignment was cleared because the connected account was deleted.',
  undo: 'The assignment was cleared because the change that made it was undone.',
  provider_deactivated: 'The assignment was cleared because the provider was deactivated.',
  service_removed: 'The assignment was cleared because the service was removed.',
  service_provider_unassigned: 'The assignment was cleared because the provider was unassigned from the service.',
};

function reasonsOf(pair: PairExplanation): Reason[] {
  if (pair.condition !== null) {
    const why = RESOLVED[pair.resolvedBy ?? ''];
    return [...troubleReasons(pair.condition), ...(why === undefined ? [] : [why])];
  }
  const reasons = [{ code: 'unassigned', detail: 'Nobody is assigned to host the meetings of this pair.' }];
  if (!pair.providerActive) reasons.push({ code: 'provider_deactivated', detail: 'The provider is deactivated.' });
  if (pair.change !== 'cleared') return reasons;
  const code = pair.reason ?? 'cleared_by_caller';
  if (reasons.some((reason) => reason.code === code)) return reasons;
  return [...reasons, { code, detail: CLEARED[code] ?? 'The assignment was cleared by a caller.' }];
}

/** Why this person hosts, and what is wrong if meetings would fail; also for a pair with nobody assigned. */
@Injectable()
export class ExplainHostHandler {
  constructor(private readonly assignments: Assignments) {}

  async execute(key: PairKey): Promise<HostExplanation> {
    const pair = await this.assignments.explain(key);
    requireStanding(pair);
    return { ...pair, reasons: reasonsOf(pair) };
  }
}
