import type { ChangeEntry, ConferencingUpdatedV1, HistoryEntry } from '@conferencing/contracts';

/** A change as the history of its pair tells it. */
export function toEntry(event: ConferencingUpdatedV1): HistoryEntry {
  const { version, change, reason, actor, batch_id = null, host_state, occurred_at, previous, data } = event;
  return { version, change, reason, actor, batch_id, host_state, occurred_at, from: previous, to: data };
}

/** A change among those of other pairs. */
export function toChange(event: ConferencingUpdatedV1): ChangeEntry {
  const { service_id, provider_id } = event;
  return { service_id, provider_id, ...toEntry(event) };
}
