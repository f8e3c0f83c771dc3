import type { Outcome } from '../actions/pair-writes.js';
import type { Connection, Explanation } from '../api/types.js';
import { counted } from './count.js';
import { actorName, connectionName, hostName } from './people.js';

/** "Changed meanwhile by …", with what is true now. */
export function changedMeanwhile(now: Explanation | null, self: string): string {
  if (now === null) return 'Another change came first. Look at the assignment before you change it again.';
  const actor = now.last_change?.actor ?? now.actor;
  const who = actor === self ? 'you, in another window' : actorName(actor, self);
  const host =
    now.conferencing === null ? 'nobody hosts it now' : `${hostName(now.conferencing.external_user)} hosts it now`;
  return `Changed meanwhile by ${who}: ${host}.`;
}

/** What an undo has done: pairs that have changed again since then stay as they are. */
export function restoredText(restored: number, stayed: number): string {
  const rest = stayed > 0 ? ` ${counted(stayed, 'other has', 'others have')} changed since then and stayed.` : '';
  return `${counted(restored, 'assignment')} restored.${rest}`;
}

export function outcomeText(outcome: Outcome, self: string): string {
  if (outcome.kind === 'done') return 'Done';
  if (outcome.kind === 'changed') return changedMeanwhile(outcome.now, self);
  return outcome.fault.message;
}

/** @param again the connection that should work again; the id is of the one that does */
export function connectedText(id: string, again: Connection | undefined): string {
  if (again === undefined) return 'Zoom is connected. Its users are being read.';
  if (again.id === id) return 'Connected again.';
  return `This is another Zoom account, so it is a new connection. “${connectionName(again)}” still has to be reconnected.`;
}
