import { CONFERENCING_EVENT, NEW_EVENT_ID } from './event.sql.js';
import { CONFERENCING_HOST_STATE } from './host-state.sql.js';
import { CONFERENCING_RESOURCE, CONNECTED_ACCOUNT_JSON, EXTERNAL_USER_JSON, RFC3339 } from './resource.sql.js';

/**
 * Each `migrate` replaces these functions, in this order, after all migrations: change them here. Processes of the
 * release before use the new ones during a roll-out, so parameters and the type of the answer stay. A function that an
 * index or a generated column is made with belongs into a migration.
 */
export const FUNCTIONS = [
  RFC3339,
  CONNECTED_ACCOUNT_JSON,
  EXTERNAL_USER_JSON,
  CONFERENCING_RESOURCE,
  CONFERENCING_HOST_STATE,
  CONFERENCING_EVENT,
  NEW_EVENT_ID,
];
