import { contains } from '../search.sql.js';

export const MOST_MATCHES = 1_000;

/**
 * Services, providers and users of an account whose name or email contains the search. $1 account, $2 search. One more
 * than `MOST_MATCHES` of a kind means that there are too many to list.
 */
export const MATCHES = `
SELECT
  ARRAY(SELECT id FROM services WHERE account_id = $1 AND live AND ${contains('search_text', '$2')}
        LIMIT ${MOST_MATCHES + 1}) AS services,
  ARRAY(SELECT id FROM providers WHERE account_id = $1 AND ${contains('search_text', '$2')}
        LIMIT ${MOST_MATCHES + 1}) AS providers,
  ARRAY(SELECT id FROM external_users WHERE account_id = $1 AND ${contains('search_text', '$2')}
        LIMIT ${MOST_MATCHES + 1}) AS hosts`;
