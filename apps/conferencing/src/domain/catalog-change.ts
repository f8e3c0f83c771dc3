/** A change of the catalog. `version` is null for a change over REST, which always applies. */
interface Versioned {
  version: number | null;
}

export interface ServiceChange extends Versioned {
  id: string;
  /** Null does not change the name. */
  name: string | null;
  live: boolean;
}

export interface ProviderAttributes {
  displayName: string;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  timeZone: string | null;
}

export interface ProviderChange extends Versioned {
  id: string;
  active: boolean;
  /** Null does not change the attributes. */
  attributes: ProviderAttributes | null;
}

export interface PairRef {
  serviceId: string;
  providerId: string;
}

export interface PairChange extends PairRef, Versioned {
  assigned: boolean;
}

export interface CatalogChanges {
  services: readonly ServiceChange[];
  providers: readonly ProviderChange[];
  pairs: readonly PairChange[];
}

/** Whether a change applies when the last record had the version `known`: the highest version wins. */
export function supersedes(version: number | null, known: number | null): boolean {
  return version === null || known === null || version > known;
}

export function pairOf({ serviceId, providerId }: PairRef): string {
  return `${serviceId}/${providerId}`;
}

function newest<T extends Versioned>(changes: readonly T[], keyOf: (change: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const change of changes) {
    const key = keyOf(change);
    const known = byKey.get(key);
    if (known === undefined || supersedes(change.version, known.version)) byKey.set(key, change);
  }
  return [...byKey.values()];
}

function byId<T extends { id: string }>(changes: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const change of changes) {
    const group = groups.get(change.id);
    if (group === undefined) groups.set(change.id, [change]);
    else group.push(change);
  }
  return groups;
}

/** The value from an earlier change of the same key, for a newer change that leaves it out. */
function lastKnown<T extends Versioned, V>(
  sameKey: readonly T[],
  newer: T,
  reported: (change: T) => V | null,
): V | null {
  const earlier = sameKey.filter((change) => reported(change) !== null && supersedes(newer.version, change.version));
  return earlier.length === 0 ? null : reported(newest(earlier, () => '')[0] as T);
}

/** One change for each key: the one with the highest version, as if all changes had been applied in version order. */
export function foldChanges(changes: CatalogChanges): CatalogChanges {
  const { services, providers, pairs } = changes;
  const servicesById = byId(services);
  const providersById = byId(providers);
  return {
    services: newest(services, ({ id }) => id).map((change) => {
      const same = servicesById.get(change.id) ?? [];
      return { ...change, name: change.name ?? lastKnown(same, change, ({ name }) => name) };
    }),
    providers: newest(providers, ({ id }) => id).map((change) => {
      const same = providersById.get(change.id) ?? [];
      return { ...change, attributes: change.attributes ?? lastKnown(same, change, ({ attributes }) => attributes) };
    }),
    pairs: newest(pairs, pairOf),
  };
}
