/** The value of conferencing.updated, as the text that is sent. */
export const CONFERENCING_EVENT = `
  CREATE OR REPLACE FUNCTION conferencing_event(sp service_providers, previous jsonb)
  RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN json_build_object(
    'id', (sp).event_id, 'type', 'conferencing.updated', 'account_id', (sp).account_id,
    'service_id', (sp).service_id, 'provider_id', (sp).provider_id, 'version', (sp).version,
    'occurred_at', rfc3339((sp).occurred_at), 'change', (sp).change, 'reason', (sp).reason,
    'actor', (sp).actor, 'batch_id', (sp).batch_id, 'host_state', (sp).host_state,
    'data', (sp).resource, 'previous', previous)::text`;

export const NEW_EVENT_ID = `
  CREATE OR REPLACE FUNCTION new_event_id() RETURNS text LANGUAGE sql VOLATILE PARALLEL SAFE
  RETURN 'evt_' || right(gen_random_uuid()::text, 12)`;
