import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Logger } from '@nestjs/common';

export interface StartedProcess {
  /** Name of the process. */
  service: string;
  /** `host:port` of what it answers at, by protocol. */
  listening: Readonly<Record<string, string>>;
  databaseUrl?: string;
  brokers?: readonly string[];
  /** Addresses of other services, by name. */
  connectedTo?: Readonly<Record<string, string>>;
}

/** Of the package that this file belongs to, as it was built or as it is in the source tree. */
function ownVersion(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

/** The one line that says what runs here and what it is connected to; no user and no password. */
export function sayStarted({ service, listening, databaseUrl, brokers, connectedTo }: StartedProcess): void {
  const line = {
    version: ownVersion(),
    listening,
    ...(databaseUrl !== undefined && { database: placeOf(databaseUrl) }),
    ...(brokers && { brokers }),
    ...(connectedTo && { connected_to: connectedTo }),
  };
  new Logger('Start').log(line, `${service} has started`);
}

function placeOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}
