import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownFolder } from '@conferencing/servers';

export interface TemporaryFolder {
  path: string;
  remove(): void;
}

/** A new folder that is removed at the latest when this process ends. */
export function temporaryFolder(prefix: string): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), `${prefix}-`));
  ownFolder(path);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
