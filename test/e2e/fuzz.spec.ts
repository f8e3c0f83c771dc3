import { fuzzedApi } from './fuzz/api.js';
import { fuzzedQueries } from './fuzz/queries.js';
import { WorldWithBroker } from './own-broker.js';

describe('wrong input', () => {
  const world = new WorldWithBroker();

  beforeAll(() => world.start());
  afterAll(() => world.stop());

  fuzzedApi(world);
  fuzzedQueries(world);
});
