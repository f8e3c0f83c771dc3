import { csvRows } from './csv-rows.js';

/** The data for the check of a list: the account's pairs, and the Zoom users of one connection. */
export interface Reference {
  /** Ids by id, by name and by email, in lower case; several where a name isn't unique. */
  services: Map<string, Set<string>>;
  providers: Map<string, Set<string>>;
  users: Map<string, Set<string>>;
  pairs: Map<string, { version: number; host: string | null }>;
}

export interface ReferenceUser {
  id: string;
  email: string | null;
}

function note(index: Map<string, Set<string>>, name: string | null | undefined, id: string): void {
  const key = name?.trim().toLowerCase();
  if (!key) return;
  const ids = index.get(key);
  if (ids) ids.add(id);
  else index.set(key, new Set([id]));
}

/** Reads the export of all pairs: one answer has every name and email. */
export function referenceOf(pairsCsv: string, users: readonly ReferenceUser[]): Reference {
  const reference: Reference = { services: new Map(), providers: new Map(), users: new Map(), pairs: new Map() };
  let names: string[] | undefined;
  for (const { cells } of csvRows(pairsCsv, ',')) {
    if (names === undefined) {
      names = cells;
      continue;
    }
    const row = Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
    const { service_id = '', provider_id = '' } = row;
    note(reference.services, service_id, service_id);
    note(reference.services, row.service_name, service_id);
    note(reference.providers, provider_id, provider_id);
    note(reference.providers, row.provider_email, provider_id);
    note(reference.providers, row.provider_display_name, provider_id);
    const host = row.external_user_id || null;
    reference.pairs.set(`${service_id}/${provider_id}`, { version: Number(row.version), host });
  }
  for (const { id, email } of users) {
    note(reference.users, id, id);
    note(reference.users, email, id);
  }
  return reference;
}
