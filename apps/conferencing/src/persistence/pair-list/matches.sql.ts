import { contains } from '../search.sql.js';

export const MOST_MATCHES = 1_000;

/**
 * What of an account bears a name or an email that the search is a part of. $1 account, $2 search. One more than
 * `MOST_MATCHES` of a kind says that there are too many to be named.
 */
export const MATCHES = `
SELECT
  ARRAY(SELECT id FROM services WHERE account_id = $1 AND live AND ${contains('search_text', '$2')}
        LIMIT ${MOST_MATCHES + 1}) AS services,
  ARRAY(SELECT id FROM providers WHERE account_id = $1 AND ${contains('search_text', '$2')}
        LIMIT ${MOST_MATCHES + 1}) AS providers,
  ARRAY(SELECT id FROM external_users WHERE account_id = $1 AND ${contains('search_text', '$2')}
        LIMIT ${MOST_MATCHES + 1}) AS hosts`;
