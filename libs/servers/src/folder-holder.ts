import { join } from 'node:path';
import { isAlive, type ProcessIdentity } from './alive.js';
import { readKept } from './kept-file.js';

/** What a local stack writes into its folder while it uses it. */
export interface FolderHolder<Status = unknown> {
  owner: ProcessIdentity;
  /** It ends when all processes of the owner have ended. */
  reaper: ProcessIdentity;
  /** How the operators' commands reach the running stack. */
  operators?: Readonly<Record<string, string>>;
  /** There once everything is up. */
  status?: Status;
}

/** Below the folder. */
export const HOLDER_FILE = 'stack.json';

/** Who uses the folder; undefined when no stack does. The owner may have ended: see {@link runningHolder}. */
export function readHolder<Status>(folder: string): FolderHolder<Status> | undefined {
  return readKept<FolderHolder<Status>>(join(folder, HOLDER_FILE));
}

/** The stack that runs on the folder; undefined when none does. */
export function runningHolder<Status>(folder: string): FolderHolder<Status> | undefined {
  const holder = readHolder<Status>(folder);
  return holder && isAlive(holder.owner) ? holder : undefined;
}
