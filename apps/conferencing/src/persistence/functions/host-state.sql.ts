/** The most fundamental trouble wins: the account, then the host. */
export const CONFERENCING_HOST_STATE = `
  CREATE OR REPLACE FUNCTION conferencing_host_state(account_status text, host_status text, host_removed boolean)
  RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN account_status = 'reconnect_required' THEN 'account_reconnect_required'
    WHEN account_status = 'insufficient_permissions' THEN 'account_insufficient_permissions'
    WHEN host_removed THEN 'host_removed'
    WHEN host_status = 'active' THEN 'ready'
    WHEN host_status = 'pending' THEN 'host_pending'
    ELSE 'host_inactive'
  END`;
