import { assignments } from './api/assignments.js';
import { batches } from './api/batches.js';
import { connectedAccounts } from './api/connected-accounts.js';
import { externalUsers } from './api/external-users.js';
import { hostStates } from './api/host-states.js';
import { oauth } from './api/oauth.js';
import { pairList } from './api/pair-list.js';
import { races } from './api/races.js';
import { userMappings } from './api/user-mappings.js';
import { World } from './api/world.js';

describe('connections to Zoom, and who hosts', () => {
  const world = new World();

  beforeAll(() => world.start());
  afterAll(() => world.stop());

  connectedAccounts(world);
  externalUsers(world);
  userMappings(world);
  oauth(world);
  assignments(world);
  hostStates(world);
  batches(world);
  pairList(world);
  races(world);
});
