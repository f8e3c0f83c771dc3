import { assignments } from './api/assignments.js';
import { hostStates } from './api/host-states.js';
import { races } from './api/races.js';
import { World } from './api/world.js';

describe('who hosts', () => {
  const world = new World();

  beforeAll(() => world.start());
  afterAll(() => world.stop());

  assignments(world);
  hostStates(world);
  races(world);
});
