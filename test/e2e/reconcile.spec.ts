import { reconciling } from './reconcile/reconciling.js';
import { WorldWithBroker } from './own-broker.js';

describe("the operators' comparison", () => {
  const world = new WorldWithBroker();

  beforeAll(() => world.start());
  afterAll(() => world.stop());

  reconciling(world);
});
