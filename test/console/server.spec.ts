import { ConsoleWorld } from './harness/console-world.js';
import { api } from './server/api.js';
import { consents } from './server/consents.js';
import { openIdConnect } from './server/open-id-connect.js';
import { processAndFiles } from './server/process-and-files.js';
import { sessions } from './server/sessions.js';
import { streams } from './server/streams.js';

describe('the console', () => {
  const world = new ConsoleWorld();

  beforeAll(() => world.start());
  afterAll(() => world.stop());

  describe('sessions', () => {
    sessions(world);
  });
  describe('the API behind it', () => {
    api(world);
  });
  describe('the stream', () => {
    streams(world);
  });
  describe('connecting Zoom', () => {
    consents(world);
  });
  describe('OpenID Connect', () => {
    openIdConnect(world);
  });
  describe('the process', () => {
    processAndFiles(world);
  });
});
