import { lookUp } from '../../libs/servers/src/process-table.cjs';

const CHECK_EVERY_MS = 500;

/**
 * Ends this process like SIGTERM when the npm that runs it has ended. npm forwards a signal, but sends nothing when it
 * is killed: then its shell, or this process, gets another parent.
 */
export function watchNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const shell = lookUp(parent);
  const grandparent = shell?.name.endsWith('sh') ? shell.parent : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (grandparent === undefined || lookUp(parent)?.parent === grandparent)) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, CHECK_EVERY_MS);
  timer.unref();
}
