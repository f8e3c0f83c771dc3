import { WorldWithBroker } from './own-broker.js';
import { queryCallers } from './read-models/callers.js';
import { historyQueries } from './read-models/history.js';
import { listQueries } from './read-models/lists.js';
import { pairQueries } from './read-models/pairs.js';
import { stream } from './read-models/stream.js';
import { transports } from './read-models/transports.js';

describe('the queries of the read models', () => {
  const world = new WorldWithBroker();

  beforeAll(() => world.start({ QUERY_OVER_KAFKA: 'true' }));
  afterAll(() => world.stop());

  queryCallers(world);
  pairQueries(world);
  historyQueries(world);
  listQueries(world);
  transports(world);
  stream(world);
});
