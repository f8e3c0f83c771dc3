/** The types of the records on `catalog.updated`, each with its definition in the schema. */
export const CATALOG_DEFINITIONS = {
  'service.upserted': 'ServiceUpserted',
  'service.removed': 'ServiceRemoved',
  'provider.upserted': 'ProviderUpserted',
  'provider.deactivated': 'ProviderDeactivated',
  'service_provider.assigned': 'ServiceProviderAssigned',
  'service_provider.unassigned': 'ServiceProviderUnassigned',
} as const;

export type CatalogUpdatedType = keyof typeof CATALOG_DEFINITIONS;
