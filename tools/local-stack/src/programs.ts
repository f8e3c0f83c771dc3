import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PortSetting } from './stack.config.js';

/** The checkout that this runs from, compiled or as source. */
export const repository = folderWith('package.json', __dirname);

export interface Program {
  /** Its service in docker-compose.yml. */
  service: string;
  title: string;
  entry: string;
  httpPort: PortSetting;
  tcpPort?: PortSetting;
}

/** The processes that stay up. */
export const programs: readonly Program[] = [
  {
    service: 'zoom-sandbox',
    title: 'Zoom sandbox',
    entry: 'dist/tools/zoom-sandbox/src/main.js',
    httpPort: 'ZOOM_SANDBOX_PORT',
  },
  {
    service: 'conferencing',
    title: 'conferencing',
    entry: 'dist/apps/conferencing/src/main.js',
    httpPort: 'CONFERENCING_PORT',
  },
  {
    service: 'read-models',
    title: 'read-models',
    entry: 'dist/apps/read-models/src/main.js',
    httpPort: 'READ_MODELS_PORT',
    tcpPort: 'READ_MODELS_TCP_PORT',
  },
];

/** What has to have run before: each ends by itself. */
export const preparations = {
  conferencing: 'dist/apps/conferencing/src/migrate.js',
  'read-models': 'dist/apps/read-models/src/migrate.js',
  topics: 'dist/tools/topics/src/main.js',
} as const;

function folderWith(file: string, from: string): string {
  return existsSync(join(from, file)) ? from : folderWith(file, dirname(from));
}
