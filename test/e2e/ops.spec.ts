import { badInput } from './ops/bad-input.js';
import { forgetting } from './ops/forgetting.js';
import { health } from './ops/health.js';
import { outbox } from './ops/outbox.js';
import { parking } from './ops/parking.js';
import { rebuilding } from './ops/rebuilding.js';
import { secrets } from './ops/secrets.js';
import { WorldWithBroker } from './own-broker.js';

describe("the operators' commands", () => {
  const world = new WorldWithBroker();

  beforeAll(() => world.start());
  afterAll(() => world.stop());

  badInput(world);
  health(world);
  rebuilding(world);
  secrets(world);
  outbox(world);
  parking(world);
  forgetting(world);
});
