import type { Outcome } from '../actions/pair-writes.js';
import type { Explanation } from '../api/types.js';
import { actorName, hostName } from './people.js';

/** "Changed meanwhile by …", with what is true now. */
export function changedMeanwhile(now: Explanation | null, self: string): string {
  if (now === null) return 'Another change came first. Check the pair before you change it again.';
  const actor = now.last_change?.actor ?? now.actor;
  const who = actor === self ? 'you, in another window' : actorName(actor, self);
  const host =
    now.conferencing === null ? 'nobody hosts it now' : `${hostName(now.conferencing.external_user)} hosts it now`;
  return `Changed meanwhile by ${who}: ${host}.`;
}

export function outcomeText(outcome: Outcome, self: string): string {
  if (outcome.kind === 'done') return 'Done';
  if (outcome.kind === 'changed') return changedMeanwhile(outcome.now, self);
  return outcome.fault.message;
}
