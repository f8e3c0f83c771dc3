import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const repository = resolve(__dirname, '../../../..');

test('in a process that has not loaded kafkajs before, its records are decoded here', () => {
  const program = `
    require('./libs/messaging/src/index.ts');
    process.stdout.write(require('kafkajs/src/protocol/recordBatch/record/v0/decoder').name);
    require('kafkajs/src/protocol/recordBatch/v0/decoder');`;
  const hook = resolve(repository, 'libs/testing/typescript-hook.js');

  const decoder = execFileSync(process.execPath, ['-r', hook, '-e', program], { cwd: repository, encoding: 'utf8' });

  expect(decoder).toBe('decodeRecord');
});
