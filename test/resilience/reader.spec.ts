import { brokerAway } from './reader/broker-away.js';
import { killedReader } from './reader/killed-reader.js';
import { Stage } from './stage.js';

describe('what reads the events', () => {
  const stage = new Stage();

  beforeAll(() => stage.start());
  afterAll(() => stage.stop());

  brokerAway(stage);
  killedReader(stage);
});
