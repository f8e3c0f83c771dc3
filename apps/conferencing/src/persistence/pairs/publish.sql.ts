/**
 * The tail of every statement that changes pairs. It follows a CTE named `changed` whose UPDATE ends with
 * `RETURNING_EVENT`; `traceparent` is the number of the parameter that holds the trace.
 */
export function publish(traceparent: number): string {
  return `
published AS (
  INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at, traceparent)
  SELECT event_id, 'conferencing', key, 'conferencing.updated.v1', version, payload, occurred_at, $${traceparent}
  FROM changed
)`;
}

/** The columns of each changed row that `publish` and the caller's answer need. */
export const RETURNING_EVENT = `
  RETURNING new.event_id, new.service_id || '/' || new.provider_id AS key, new.version, new.occurred_at,
            conferencing_event(new, old.resource) AS payload,
            new.service_id, new.provider_id, new.host_state, new.resource::text AS resource`;

/**
 * The last event of the pair, which is also the one that is published.
 *
 * @param batch the batch of the change; a change of a single pair has none
 */
export function eventColumns(change: string, reason: string, actor: string, at: string, batch = 'NULL'): string {
  return `change = ${change}, reason = ${reason}, actor = ${actor}, event_id = new_event_id(), occurred_at = ${at},
      batch_id = ${batch}, tombstone_id = NULL`;
}
