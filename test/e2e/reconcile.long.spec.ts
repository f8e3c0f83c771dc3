import { WorldWithBroker } from './own-broker.js';
import { reconcilingLosses } from './reconcile/reconciling-losses.js';

describe("the operators' comparison after losses", () => {
  const world = new WorldWithBroker();

  beforeAll(() => world.start());
  afterAll(() => world.stop());

  reconcilingLosses(world);
});
