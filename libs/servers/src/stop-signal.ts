/** Aborts on Ctrl-C and on signals that request a stop, including when the npm that started this process has ended. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  // Ctrl-C arrives twice, from the terminal and from npm: the second one must not interrupt the orderly stop.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop.abort());
  return stop.signal;
}
