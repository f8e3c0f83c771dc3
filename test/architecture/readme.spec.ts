import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(join(repository, path), 'utf8');

describe('the README', () => {
  it.each(['examples/kafkajs/subscriber.mjs', 'libs/conferencing-client/sample/meetings.module.ts'])(
    'quotes %s word for word, which runs in a test of its own',
    (sample) => {
      expect(read('README.md')).toContain(read(sample));
    },
  );
});
