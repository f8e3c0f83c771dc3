/** Wildcards have no meaning in what somebody types. */
function pattern(search: string): string {
  return `'%' || regexp_replace(search_fold(${search}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
}

/** Whether a column of folded text has a part that is the search, in any case; `search` is its parameter. */
export function contains(searchText: string, search: string): string {
  return `${searchText} LIKE ${pattern(`${search}::text`)}`;
}
