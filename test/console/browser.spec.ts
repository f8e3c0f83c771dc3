import { accessible } from './browser/accessible.js';
import { assigning } from './browser/assigning.js';
import { connections } from './browser/connections.js';
import { failing } from './browser/failing.js';
import { interruptions } from './browser/interruptions.js';
import { largeList } from './browser/large-list.js';
import { lists } from './browser/lists.js';
import { spokenFlow } from './browser/spoken.js';
import { wrongInput } from './browser/wrong-input.js';
import { inBrowser } from './harness/in-browser.js';

describe('an administrator in a browser', () => {
  const { world, browser } = inBrowser();

  describe('assigns hosts', () => {
    assigning(world, browser);
  });
  describe('looks after a connection', () => {
    connections(world, browser);
  });
  describe('exports and imports', () => {
    lists(world, browser);
  });
  describe('types what can’t be used', () => {
    wrongInput(world, browser);
  });
  describe('meets a server that fails', () => {
    failing(world, browser);
  });
  describe('scrolls a long list', () => {
    largeList(world, browser);
  });
  describe('hears from a screen reader', () => {
    spokenFlow(world, browser);
  });
  describe('is interrupted', () => {
    interruptions(world, browser);
  });
  describe('sees pages that everybody can use', () => {
    accessible(world, browser);
  });
});
