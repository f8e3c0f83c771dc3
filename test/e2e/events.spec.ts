import { catalogTopic } from './api/catalog-topic.js';
import { events } from './api/events.js';
import { UpdatedRecords } from './api/updated-records.js';
import { webhooks } from './api/webhooks.js';
import { WorldWithBroker } from './own-broker.js';

describe('the events that conferencing publishes and reads', () => {
  const world = new WorldWithBroker();
  const records = new UpdatedRecords();

  beforeAll(async () => {
    await world.start();
    await records.start(world.kafka());
  });
  afterAll(async () => {
    await records.stop();
    await world.stop();
  });

  events(world, records);
  catalogTopic(world, records, () => world.kafka());
  webhooks(world, records);
});
