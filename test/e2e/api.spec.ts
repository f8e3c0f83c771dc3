import { authentication } from './api/authentication.js';
import { catalog } from './api/catalog.js';
import { errors } from './api/errors.js';
import { limits } from './api/limits.js';
import { World } from './api/world.js';

describe('the API of conferencing', () => {
  const world = new World();

  beforeAll(() => world.start());
  afterAll(() => world.stop());

  authentication(world);
  errors(world);
  catalog(world);
  limits(world);
});
