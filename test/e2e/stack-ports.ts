import { freePorts } from '@conferencing/servers';

/** Names the port of each process of a local stack. */
export const PORTS = [
  'CONFERENCING_PORT',
  'READ_MODELS_PORT',
  'READ_MODELS_TCP_PORT',
  'ZOOM_SANDBOX_PORT',
  'CONSOLE_PORT',
] as const;

/** Those of the servers that a stack starts for itself. */
export const SERVER_PORTS = ['POSTGRES_PORT', 'KAFKA_PORT'] as const;

/** A setting with a free port for each of the names. */
export async function freePortSettings(names: readonly string[]): Promise<Record<string, string>> {
  const ports = await freePorts(names.length);
  return Object.fromEntries(names.map((name, index) => [name, String(ports[index])]));
}
