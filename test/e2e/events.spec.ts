import { catalogTopic } from './api/catalog-topic.js';
import { events } from './api/events.js';
import { Gateway, servedSchema } from './api/served-schema.js';
import { UpdatedRecords } from './api/updated-records.js';
import { webhooks } from './api/webhooks.js';
import { WorldWithBroker } from './own-broker.js';

describe('the events that conferencing publishes and reads', () => {
  const world = new WorldWithBroker();
  const records = new UpdatedRecords();
  const gateway = new Gateway(() => world.system.conferencing.url);
  let baseUrl = '';

  beforeAll(async () => {
    baseUrl = await gateway.start();
    await world.start({ SCHEMA_BASE_URL: baseUrl });
    await records.start(world.kafka());
  });
  afterAll(async () => {
    await records.stop();
    await world.stop();
    await gateway.stop();
  });

  events(world, records);
  servedSchema(world, records, () => baseUrl);
  catalogTopic(world, records, () => world.kafka());
  webhooks(world, records);
});
