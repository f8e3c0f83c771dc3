import { outbox } from './ops/outbox.js';
import { parking } from './ops/parking.js';
import { rebuilding } from './ops/rebuilding.js';
import { secrets } from './ops/secrets.js';
import { WorldWithBroker } from './own-broker.js';

describe("the operators' commands", () => {
  const world = new WorldWithBroker();

  beforeAll(() => world.start());
  afterAll(() => world.stop());

  rebuilding(world);
  secrets(world);
  outbox(world);
  parking(world);
});
