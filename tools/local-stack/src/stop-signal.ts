import { watchNpm } from './npm-watch.js';

/** Aborts on Ctrl-C, on being asked to end, and when the npm that started this process has gone. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  // Ctrl-C comes twice, from the terminal and from npm: the second one must not cut the orderly stop short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop.abort());
  watchNpm(() => stop.abort());
  return stop.signal;
}
