import { connectedAccounts } from './api/connected-accounts.js';
import { externalUsers } from './api/external-users.js';
import { oauth } from './api/oauth.js';
import { userMappings } from './api/user-mappings.js';
import { World } from './api/world.js';

describe('connections to Zoom', () => {
  const world = new World();

  beforeAll(() => world.start());
  afterAll(() => world.stop());

  connectedAccounts(world);
  externalUsers(world);
  userMappings(world);
  oauth(world);
});
