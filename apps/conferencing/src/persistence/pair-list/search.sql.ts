/** Wildcards have no meaning in what somebody types. $2 search. */
const PATTERN = `'%' || regexp_replace(search_fold($2), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;

export const MOST_MATCHES = 1_000;

/**
 * What of an account bears a name or an email that the search is a part of. $1 account, $2 search. One more than
 * `MOST_MATCHES` of a kind says that there are too many to be named.
 */
export const MATCHES = `
SELECT
  ARRAY(SELECT id FROM services WHERE account_id = $1 AND live AND search_text LIKE ${PATTERN}
        LIMIT ${MOST_MATCHES + 1}) AS services,
  ARRAY(SELECT id FROM providers WHERE account_id = $1 AND search_text LIKE ${PATTERN}
        LIMIT ${MOST_MATCHES + 1}) AS providers,
  ARRAY(SELECT id FROM external_users WHERE account_id = $1 AND search_text LIKE ${PATTERN}
        LIMIT ${MOST_MATCHES + 1}) AS hosts`;

/** A condition on the text of a row, for a search that is the given parameter. */
export function contains(searchText: string, parameter: string): string {
  return `${searchText} LIKE ${PATTERN.replace('$2', parameter)}`;
}
