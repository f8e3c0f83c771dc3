/** RFC 3339 in UTC, with milliseconds. */
export const RFC3339 = `
  CREATE OR REPLACE FUNCTION rfc3339(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const CONNECTED_ACCOUNT_JSON = `
  CREATE OR REPLACE FUNCTION connected_account_json(ca connected_accounts) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
  RETURN jsonb_build_object(
    'id', (ca).id, 'object', 'connected_account', 'provider', (ca).provider, 'status', (ca).status,
    'connection_scope', (ca).connection_scope, 'display_name', (ca).display_name, 'email', (ca).email,
    'external_account_id', (ca).external_account_id, 'external_subject', (ca).external_subject,
    'user_id', (ca).user_id, 'created_at', rfc3339((ca).created_at), 'updated_at', rfc3339((ca).updated_at))`;

/** A host who has been removed at Zoom has no status. */
export const EXTERNAL_USER_JSON = `
  CREATE OR REPLACE FUNCTION external_user_json(eu external_users) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE
  RETURN jsonb_build_object(
    'id', (eu).id, 'object', 'external_user', 'email', (eu).email,
    'first_name', (eu).first_name, 'last_name', (eu).last_name,
    'status', CASE WHEN (eu).removed_at IS NULL THEN (eu).status END)`;

/** The public resource of a pair. */
export const CONFERENCING_RESOURCE = `
  CREATE OR REPLACE FUNCTION conferencing_resource(service_id text, provider_id text, ca jsonb, eu jsonb)
  RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN jsonb_build_object(
    'object', 'service_provider_conferencing', 'service_id', service_id, 'provider_id', provider_id,
    'conferencing_provider', ca -> 'provider', 'connected_account', ca, 'external_user', eu)`;
