/** What a list contains: hosts of pairs, or the Zoom users to whom providers are mapped. */
export type ImportKind = 'assignments' | 'mappings';
export type Column = 'service' | 'provider' | 'host';

const NAMES: Readonly<Record<Column, readonly string[]>> = {
  service: ['service', 'service_id', 'service_name'],
  provider: ['provider', 'provider_id', 'provider_email', 'provider_name'],
  host: ['host', 'host_email', 'external_user_id', 'zoom_user', 'zoom_email', 'host_id'],
};

const COLUMNS: Readonly<Record<ImportKind, readonly Column[]>> = {
  assignments: ['service', 'provider', 'host'],
  mappings: ['provider', 'host'],
};

export interface Header {
  /** The index of each column. */
  at: Readonly<Record<Column, number>>;
  /** True if the first row is a header. */
  named: boolean;
  missing: readonly Column[];
}

/** Finds each column by its name, the first match. A list without names has the columns in the usual order. */
export function headerOf(first: readonly string[], kind: ImportKind): Header {
  const names = first.map((cell) => cell.toLowerCase().replaceAll(/[\s-]+/g, '_'));
  const find = (column: Column) => NAMES[column].map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1;
  const found = { service: find('service'), provider: find('provider'), host: find('host') };
  const wanted = COLUMNS[kind];
  const named = wanted.some((column) => found[column] >= 0);
  if (named) return { at: found, named, missing: wanted.filter((column) => found[column] < 0) };
  const usual = {
    service: wanted.indexOf('service'),
    provider: wanted.indexOf('provider'),
    host: wanted.indexOf('host'),
  };
  return { at: usual, named, missing: [] };
}
