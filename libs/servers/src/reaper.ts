import { spawn, type ChildProcess } from 'node:child_process';

/**
 * A small shell that reads process groups and folders from its input. When the input ends (because its owner ended, for
 * any reason), it ends those groups and removes those folders. It has its own session, so that a signal to the owner's
 * group does not reach it.
 */
const SCRIPT = `
trap '' INT TERM HUP
groups='' folders=''
without() { for item in $2; do [ "$item" = "$1" ] || printf '%s ' "$item"; done; }
while read -r verb subject; do
  case $verb in
    own) groups="$subject $groups" ;;
    release) groups=$(without "$subject" "$groups") ;;
    folder) folders="$subject
$folders" ;;
  esac
done
send() { kill -s "$1" -- "-$2" 2>/dev/null; }
for entry in $groups; do send CONT "\${entry%:*}"; send "\${entry#*:}" "\${entry%:*}"; done
# Tries every 0.1 s: until what was asked to end has ended, and until what was killed is gone.
gone() {
  tries=0 alive=1
  while [ -n "$alive" ] && [ $tries -lt $1 ]; do
    alive=''
    for entry in $groups; do send 0 "\${entry%:*}" && alive=1; done
    [ -n "$alive" ] && sleep 0.1
    tries=$((tries + 1))
  done
}
gone 60
for entry in $groups; do send KILL "\${entry%:*}"; done
gone 20
printf '%s' "$folders" | while IFS= read -r folder; do [ -n "$folder" ] && rm -rf -- "$folder"; done
`;

let reaper: ChildProcess | undefined;
const groups = new Set<string>();
const folders = new Set<string>();

/** Registers a process group to be ended with `signal` when this process is gone. */
export function own(group: number, signal: NodeJS.Signals): void {
  const entry = `${group}:${signal.slice('SIG'.length)}`;
  groups.add(entry);
  tell('own', entry);
}

/** The group has ended: another process may soon get its number. */
export function release(group: number): void {
  for (const entry of groups) {
    if (!entry.startsWith(`${group}:`)) continue;
    groups.delete(entry);
    tell('release', entry);
  }
}

/** Registers a folder that is removed when this process ends. */
export function ownFolder(path: string): void {
  folders.add(path);
  tell('folder', path);
}

function tell(verb: string, subject: string): void {
  if (reaper) reaper.stdin?.write(`${verb} ${subject}\n`);
  else startReaper();
}

/** Starts the reaper unless it runs, and returns its process number. */
export function startReaper(): number {
  if (reaper) return reaper.pid!;
  const started = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  reaper = started;
  // A killed reaper is replaced, so that its groups stay registered.
  started.once('exit', () => {
    reaper = undefined;
    if (groups.size > 0 || folders.size > 0) startReaper();
  });
  started.stdin.on('error', () => undefined);
  started.unref();
  (started.stdin as unknown as { unref(): void }).unref();
  for (const entry of groups) started.stdin.write(`own ${entry}\n`);
  for (const folder of folders) started.stdin.write(`folder ${folder}\n`);
  return started.pid!;
}
