import type { MalformedReason } from '../records/malformed-record.errors.js';
import type { ServiceProviderConferencing } from '../resource/service-provider-conferencing.js';
import type { ConferencingUpdatedV1 } from './conferencing-updated.events.js';

/** Checks the rules of an event beyond the shape of its fields. */
export function refuseInconsistentEvent(event: ConferencingUpdatedV1, reasons: MalformedReason[]): void {
  const refuse = (pointer: string, detail: string) => reasons.push({ code: 'inconsistent', detail, pointer });
  const isCleared = event.change === 'cleared';
  if (isCleared !== (event.data === null)) refuse('/data', 'must be null exactly when the change is cleared');
  if (isCleared !== (event.host_state === 'unassigned')) {
    refuse('/host_state', 'must be unassigned exactly when the change is cleared');
  }
  if (event.change === 'assigned' && event.previous !== null) refuse('/previous', 'must be null when assigned');
  if (!isOfSamePair(event.data, event)) refuse('/data', "must be of the event's service and provider");
  if (!isOfSamePair(event.previous, event)) refuse('/previous', "must be of the event's service and provider");
}

function isOfSamePair(state: ServiceProviderConferencing | null, event: ConferencingUpdatedV1): boolean {
  return state === null || (state.service_id === event.service_id && state.provider_id === event.provider_id);
}
