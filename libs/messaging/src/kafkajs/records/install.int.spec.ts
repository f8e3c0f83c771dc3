import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const repository = resolve(__dirname, '../../../../..');

it('in a process that has not loaded kafkajs before, its records are encoded and decoded here', () => {
  const program = `
    require('./libs/messaging/src/index.ts');
    const record = 'kafkajs/src/protocol/recordBatch/record/v0';
    process.stdout.write([require(record).name, require(record + '/decoder').name].join(' '));`;
  const hook = resolve(repository, 'libs/testing/typescript-hook.js');

  const names = execFileSync(process.execPath, ['-r', hook, '-e', program], { cwd: repository, encoding: 'utf8' });

  expect(names).toBe('encodeRecord decodeRecord');
});
