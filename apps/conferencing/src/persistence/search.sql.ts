/** Wildcards in a caller's search are escaped. */
function pattern(search: string): string {
  return `'%' || regexp_replace(search_fold(${search}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
}

/** Whether a column of folded text contains the search, case-insensitive; `search` is its parameter. */
export function contains(searchText: string, search: string): string {
  return `${searchText} LIKE ${pattern(`${search}::text`)}`;
}
