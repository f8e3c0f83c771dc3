const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

const SUFFIX = /(\.\w+)?\.spec\.ts$/;

/** A spec's own size, and that of what it is made of: the folder that is named like it. In bytes. */
function sizeOf(path) {
  const folder = path.replace(SUFFIX, '');
  const parts = existsSync(folder) ? readdirSync(folder).map((file) => join(folder, file)) : [];
  return [path, ...parts].reduce((sum, file) => sum + statSync(file).size, 0);
}

/** Runs the longest specs first, so that none is left to run alone; on a new machine the largest stand for the longest. */
module.exports = class LargestFirst extends Sequencer {
  time(test) {
    return super.time(test) ?? sizeOf(test.path);
  }
};
