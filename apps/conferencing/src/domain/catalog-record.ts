import {
  type CatalogChanges,
  type PairChange,
  pairOf,
  type ProviderChange,
  type ServiceChange,
} from './catalog-change.js';

/** One record of the catalog's topic: exactly one of the three kinds of change. */
export type CatalogRecord = { accountId: string } & (
  { service: ServiceChange } | { provider: ProviderChange } | { pair: PairChange }
);

/** The records of one account, by what they change. */
export function changesIn(records: readonly CatalogRecord[]): CatalogChanges {
  return {
    services: records.flatMap((record) => ('service' in record ? record.service : [])),
    providers: records.flatMap((record) => ('provider' in record ? record.provider : [])),
    pairs: records.flatMap((record) => ('pair' in record ? record.pair : [])),
  };
}

/** What a record is about: it takes this from an account that has it by REST only. */
export function subjectOf(record: CatalogRecord): string {
  if ('service' in record) return record.service.id;
  return 'provider' in record ? record.provider.id : pairOf(record.pair);
}

/** Everything that a record names; it can't be applied when the catalog gave any of it to another account. */
export function namedIn(record: CatalogRecord): string[] {
  if ('service' in record) return [record.service.id];
  if ('provider' in record) return [record.provider.id];
  const { serviceId, providerId } = record.pair;
  return [serviceId, providerId, pairOf(record.pair)];
}

/** Longer than any mail system takes; an index could not hold an email of thousands of characters. */
const LONGEST_EMAIL = 320;

/** Why a record can never be applied, whatever else is there; null when nothing is wrong with it. */
export function faultOf(record: CatalogRecord): string | null {
  const email = 'provider' in record ? record.provider.attributes?.email : null;
  return email && email.length > LONGEST_EMAIL ? `The email has more than ${LONGEST_EMAIL} characters.` : null;
}
