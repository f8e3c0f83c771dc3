import { Logger } from '@nestjs/common';
import { ownVersion } from './own-version.js';

export interface StartedProcess {
  /** Name of the process. */
  service: string;
  /** Its `host:port` addresses, by protocol. */
  listening: Readonly<Record<string, string>>;
  databaseUrl?: string;
  brokers?: readonly string[];
  /** Addresses of other services, by name. */
  connectedTo?: Readonly<Record<string, string>>;
}

/** One line with what runs here and what it is connected to, without user and password. */
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
