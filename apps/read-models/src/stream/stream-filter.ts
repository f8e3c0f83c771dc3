import type { ConferencingUpdatedV1 } from '@conferencing/contracts';
import type { StreamRequest } from './stream.request.js';
import type { StreamRow } from './stream.row.js';

export type StreamFilter = (row: StreamRow) => boolean;

/**
 * The changes that a client wants. A connection or host matches before the change and after it, so that a client sees
 * when a pair leaves; the host state is the one after the change.
 */
export function streamFilter(request: StreamRequest): StreamFilter {
  const { service_id, provider_id, connected_account_id, external_user_id, host_state } = request;
  const needsEvent = connected_account_id ?? external_user_id ?? host_state;
  return (row) => {
    if (service_id !== undefined && row.service_id !== service_id) return false;
    if (provider_id !== undefined && row.provider_id !== provider_id) return false;
    if (needsEvent === undefined) return true;
    const event = eventOf(row);
    const states = [event.data, event.previous];
    return (
      (host_state === undefined || event.host_state === host_state) &&
      (connected_account_id === undefined ||
        states.some((state) => state?.connected_account.id === connected_account_id)) &&
      (external_user_id === undefined || states.some((state) => state?.external_user.id === external_user_id))
    );
  };
}

const parsed = new WeakMap<StreamRow, ConferencingUpdatedV1>();

/** Parsed once for all clients that filter by it. */
function eventOf(row: StreamRow): ConferencingUpdatedV1 {
  const known = parsed.get(row);
  if (known !== undefined) return known;
  const event = JSON.parse(row.event) as ConferencingUpdatedV1;
  parsed.set(row, event);
  return event;
}
