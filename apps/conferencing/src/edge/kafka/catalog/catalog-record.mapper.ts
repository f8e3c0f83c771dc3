import type { CatalogUpdated } from '@conferencing/contracts';
import type { CatalogRecord } from '../../../domain/catalog-record.js';

/** Translates a foreign event. An upserted provider with `active: false` is a deactivated provider. */
export function toCatalogRecord(event: CatalogUpdated): CatalogRecord {
  const { account_id: accountId, version } = event;
  switch (event.type) {
    case 'service.upserted':
      return { accountId, service: { id: event.data.id, name: event.data.name, live: true, version } };
    case 'service.removed':
      return { accountId, service: { id: event.data.id, name: null, live: false, version } };
    case 'provider.upserted': {
      const { id, display_name: displayName, email, first_name, last_name, time_zone, active } = event.data;
      const names = { firstName: first_name ?? null, lastName: last_name ?? null, timeZone: time_zone ?? null };
      const attributes = { displayName, email: email ?? null, ...names };
      return { accountId, provider: { id, active: active ?? true, attributes, version } };
    }
    case 'provider.deactivated':
      return { accountId, provider: { id: event.data.id, active: false, attributes: null, version } };
    default: {
      const { service_id: serviceId, provider_id: providerId } = event.data;
      const assigned = event.type === 'service_provider.assigned';
      return { accountId, pair: { serviceId, providerId, assigned, version } };
    }
  }
}
