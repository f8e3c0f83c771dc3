import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@conferencing/testing';
import { ACTIONLINT, buildGoProgram, runProgram } from './go-program.js';

describe('the workflows', () => {
  let actionlint: string;
  beforeAll(async () => {
    actionlint = await buildGoProgram(ACTIONLINT);
  }, 600_000);

  it('are such that GitHub can run them', async () => {
    expect(await runProgram(actionlint, ['-no-color'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('would be refused with a setting that an action does not have', async () => {
    const file = join(temporaryFolder('workflow').path, 'wrong.yml');
    const step = `{ uses: actions/setup-node@v4, with: { node: 24 } }`;
    writeFileSync(file, `on: push\njobs: { check: { runs-on: ubuntu-24.04, steps: [${step}] } }\n`);
    const { code, stdout } = await runProgram(actionlint, ['-no-color', file]);
    expect([code, stdout]).toEqual([1, expect.stringContaining('input "node" is not defined in action')]);
  });
});
