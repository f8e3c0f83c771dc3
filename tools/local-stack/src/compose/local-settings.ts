import type { ComposeFile } from './compose-file.js';
import { interpolate } from './interpolate.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The places on this machine for what the compose file names as `host:port` or as a folder in a container. */
export interface LocalPlaces {
  /** `postgres:5432` → `127.0.0.1:54320` */
  addresses: Readonly<Record<string, string>>;
  /** `/data` → a folder of the stack */
  folders: Readonly<Record<string, string>>;
}

/** The environment that compose would give to a service, with addresses and folders of this machine. */
export function localSettings(
  compose: ComposeFile,
  service: string,
  env: Environment,
  places: LocalPlaces,
): Record<string, string> {
  const settings = compose.services[service]?.environment;
  if (settings === undefined) throw new Error(`docker-compose.yml has no environment for ${service}`);
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, relocate(interpolate(String(value ?? ''), env), places)]),
  );
}

function relocate(value: string, { addresses, folders }: LocalPlaces): string {
  let local = value;
  for (const [address, here] of Object.entries(addresses)) {
    local = local.replaceAll(new RegExp(`(?<![\\w.-])${address}(?!\\d)`, 'g'), here);
  }
  for (const [folder, here] of Object.entries(folders)) {
    if (local.startsWith(`${folder}/`)) local = here + local.slice(folder.length);
  }
  return local;
}
