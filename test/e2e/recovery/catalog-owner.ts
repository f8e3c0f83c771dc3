import { TOPICS } from '@conferencing/contracts';
import { newId } from '@conferencing/kernel';
import { eventually } from '@conferencing/testing';
import { catalogRecord } from '../api/catalog-record.js';
import { type Pair, pairOf, type Tenant } from '../api/tenant.js';
import { Topic } from '../ops/topic.js';
import type { WorldWithBroker } from '../own-broker.js';

/** The service that owns the catalog: it sends `catalog.updated`. */
export class CatalogOwner {
  constructor(
    private readonly world: WorldWithBroker,
    private readonly tenant: Tenant,
  ) {}

  /** A service, a provider and their pair. */
  async offers(version: number): Promise<Pair> {
    const pair = pairOf(newId('service'), newId('provider'));
    const { serviceId: service_id, providerId: provider_id } = pair;
    await this.sends('service.upserted', version, { id: service_id, name: 'Cleaning' });
    await this.names(pair, version);
    await this.sends('service_provider.assigned', version, { service_id, provider_id });
    return pair;
  }

  names({ providerId: id }: Pair, version: number): Promise<void> {
    return this.sends('provider.upserted', version, { id, display_name: `Version ${version}` });
  }

  /** Waits until conferencing has the pair, and its provider under that name. */
  async shows({ path, providerId }: Pair, name: string): Promise<void> {
    await eventually(async () => (await this.tenant.api.get(path)).status === 200, { timeoutMs: 60_000 });
    await eventually(
      async () => (await this.tenant.api.get(`/v1/providers/${providerId}`)).data.display_name === name,
      { timeoutMs: 60_000 },
    );
  }

  private async sends(type: string, version: number, data: Record<string, unknown>): Promise<void> {
    // A producer of its own: a topic that was made again has other leaders.
    const topic = new Topic(this.world, TOPICS.catalogUpdated);
    await topic.send(catalogRecord(this.tenant.accountId, type, version, data));
    await topic.close();
  }
}
