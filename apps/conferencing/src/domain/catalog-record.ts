import {
  type CatalogChanges,
  type PairChange,
  pairOf,
  type ProviderChange,
  type ServiceChange,
} from './catalog-change.js';

/** One record of the catalog topic: exactly one of the three kinds of change. */
export type CatalogRecord = { accountId: string } & (
  { service: ServiceChange } | { provider: ProviderChange } | { pair: PairChange }
);

/** The records of one account, grouped by kind of change. */
export function changesIn(records: readonly CatalogRecord[]): CatalogChanges {
  return {
    services: records.flatMap((record) => ('service' in record ? record.service : [])),
    providers: records.flatMap((record) => ('provider' in record ? record.provider : [])),
    pairs: records.flatMap((record) => ('pair' in record ? record.pair : [])),
  };
}

/** The id that the record owns: the record takes it over from an account that has it by REST only. */
export function subjectOf(record: CatalogRecord): string {
  if ('service' in record) return record.service.id;
  return 'provider' in record ? record.provider.id : pairOf(record.pair);
}

/** Every id in the record; the record can't be applied if the catalog gave one of them to another account. */
export function namedIn(record: CatalogRecord): string[] {
  if ('service' in record) return [record.service.id];
  if ('provider' in record) return [record.provider.id];
  const { serviceId, providerId } = record.pair;
  return [serviceId, providerId, pairOf(record.pair)];
}

/** No mail system accepts a longer address, and an index cannot hold an email of thousands of characters. */
const LONGEST_EMAIL = 320;

/** Why the record can never be applied, whatever else exists; null if nothing is wrong with it. */
export function faultOf(record: CatalogRecord): string | null {
  const email = 'provider' in record ? record.provider.attributes?.email : null;
  return email && email.length > LONGEST_EMAIL ? `The email has more than ${LONGEST_EMAIL} characters.` : null;
}
