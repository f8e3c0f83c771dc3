import type { PortSetting } from './stack.config.js';

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
  {
    service: 'console',
    title: 'console',
    entry: 'dist/apps/console/src/main.js',
    httpPort: 'CONSOLE_PORT',
  },
];

/** The programs that must finish before; each ends by itself. */
export const preparations = {
  conferencing: 'dist/apps/conferencing/src/migrate.js',
  'read-models': 'dist/apps/read-models/src/migrate.js',
  topics: 'dist/tools/topics/src/main.js',
} as const;
