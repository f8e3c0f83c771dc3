import { frozenOwner } from './owner/frozen.js';
import { killedOwner } from './owner/killed.js';
import { terminatedOwner } from './owner/terminated.js';
import { Stage } from './stage.js';

describe('the processes of conferencing', () => {
  const stage = new Stage();

  beforeAll(() => stage.start());
  afterAll(() => stage.stop());

  frozenOwner(stage);
  terminatedOwner(stage);
  killedOwner(stage);
});
