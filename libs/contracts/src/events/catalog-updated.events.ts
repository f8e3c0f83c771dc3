import { Equals } from 'class-validator';
import { IsId } from '../validation/is-id.js';
import { IsUtcTime } from '../validation/is-utc-time.js';
import { IsVersion } from '../validation/is-version.js';
import { Nested } from '../validation/nested.js';
import {
  ProviderData,
  ProviderReference,
  ServiceData,
  ServiceProviderReference,
  ServiceReference,
} from './catalog-data.events.js';
import type { CatalogUpdatedType } from './catalog-types.js';

/** The common fields of records on `catalog.updated`; the highest version of a key wins. */
class CatalogRecord {
  @IsId('account')
  account_id: string;

  @IsVersion(0)
  version: number;

  @IsUtcTime()
  occurred_at: string;
}

export class ServiceUpserted extends CatalogRecord {
  @Equals('service.upserted')
  type: 'service.upserted';

  @Nested(() => ServiceData)
  data: ServiceData;
}

export class ServiceRemoved extends CatalogRecord {
  @Equals('service.removed')
  type: 'service.removed';

  @Nested(() => ServiceReference)
  data: ServiceReference;
}

export class ProviderUpserted extends CatalogRecord {
  @Equals('provider.upserted')
  type: 'provider.upserted';

  @Nested(() => ProviderData)
  data: ProviderData;
}

export class ProviderDeactivated extends CatalogRecord {
  @Equals('provider.deactivated')
  type: 'provider.deactivated';

  @Nested(() => ProviderReference)
  data: ProviderReference;
}

export class ServiceProviderAssigned extends CatalogRecord {
  @Equals('service_provider.assigned')
  type: 'service_provider.assigned';

  @Nested(() => ServiceProviderReference)
  data: ServiceProviderReference;
}

export class ServiceProviderUnassigned extends CatalogRecord {
  @Equals('service_provider.unassigned')
  type: 'service_provider.unassigned';

  @Nested(() => ServiceProviderReference)
  data: ServiceProviderReference;
}

/** The class of each type; its name is the definition's in the schema. */
export const CATALOG_UPDATED = {
  'service.upserted': ServiceUpserted,
  'service.removed': ServiceRemoved,
  'provider.upserted': ProviderUpserted,
  'provider.deactivated': ProviderDeactivated,
  'service_provider.assigned': ServiceProviderAssigned,
  'service_provider.unassigned': ServiceProviderUnassigned,
} as const satisfies Record<CatalogUpdatedType, new () => object>;

export type CatalogUpdated = InstanceType<(typeof CATALOG_UPDATED)[CatalogUpdatedType]>;
