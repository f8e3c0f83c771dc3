import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

it('the types of the client are those of the OpenAPI documents', () => {
  const script = join(__dirname, '../web/generate-types.mjs');
  const changed = execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect(changed).toBe('');
});
