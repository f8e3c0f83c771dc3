/** Aborts on Ctrl-C and on being asked to end, which happens too when the npm that started this process has gone. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  // Ctrl-C comes twice, from the terminal and from npm: the second one must not cut the orderly stop short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop.abort());
  return stop.signal;
}
