import { execFileSync } from 'node:child_process';
import { accessSync, chownSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The user under which a server runs, and how it is started so that it can reach its files. */
export interface ServerAccount {
  uid?: number;
  gid?: number;
  /** Wraps the command if the account alone could not read the given paths. */
  wrap(command: string, args: readonly string[]): { command: string; args: string[]; uid?: number; gid?: number };
}

/**
 * PostgreSQL refuses to run as root. As root it runs as the system's `postgres` user, or else as `nobody`; if a folder
 * above its files is closed to that user (a checkout under /root, a private temporary folder), it gets the one
 * capability to search and read them, and no other.
 */
export function serverAccount(dataFolder: string, ...paths: readonly string[]): ServerAccount {
  if (process.getuid?.() !== 0) return { wrap: (command, args) => ({ command, args: [...args] }) };
  const user = idOf('-u', 'postgres') === undefined ? 'nobody' : 'postgres';
  const uid = idOf('-u', user)!;
  const gid = idOf('-g', user)!;
  chownSync(dataFolder, uid, gid);
  if ([dataFolder, ...paths].every((path) => isReachable(path))) {
    return { uid, gid, wrap: (command, args) => ({ command, args: [...args], uid, gid }) };
  }
  const privileges = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
  const capability = `-all,+${grantableCapability()}`;
  return {
    uid,
    gid,
    wrap: (command, args) => ({
      command: 'setpriv',
      args: [...privileges, '--inh-caps', capability, '--ambient-caps', capability, command, ...args],
    }),
  };
}

/** Containers often lack the narrower of the two capabilities. */
function grantableCapability(): 'dac_read_search' | 'dac_override' {
  const bounding = /^CapBnd:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  const DAC_READ_SEARCH = 1n << 2n;
  return (BigInt(`0x${bounding}`) & DAC_READ_SEARCH) === 0n ? 'dac_override' : 'dac_read_search';
}

function idOf(kind: '-u' | '-g', user: string): number | undefined {
  try {
    return Number(execFileSync('id', [kind, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
}

/** Whether all users may pass through the folders above the path. */
export function isReachable(path: string): boolean {
  accessSync(path, constants.F_OK);
  const above = dirname(resolve(path));
  const open = (statSync(above).mode & 0o001) !== 0;
  return open && (above === dirname(above) || isReachable(above));
}
