import autocannon from 'autocannon';

export const CONNECTIONS = 32;

type Request = autocannon.Request & { path: string };

/** Answers per second, over `seconds`. Each connection repeats its own list of requests. */
export async function answersPerSecond(
  url: string,
  seconds: number,
  requestsOf: (connection: number) => Request[],
  headers: Record<string, string> = {},
): Promise<number> {
  let connection = 0;
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    headers,
    setupClient: (client) => client.setRequests(requestsOf(connection++)),
  });
  const wrong = result.non2xx + result.errors + result.timeouts;
  if (wrong > 0) throw new Error(`${wrong} of ${result.requests.total} requests to ${url} failed`);
  return result.requests.total / result.duration;
}

/** Every pair of the connection gets one host, then every pair gets the other: each request changes something. */
export function assignments(pathsOf: (connection: number) => string[], bodies: readonly [string, string]) {
  return (connection: number): Request[] =>
    bodies.flatMap((body) =>
      pathsOf(connection).map((path) => ({
        method: 'PUT' as const,
        path,
        body,
        headers: { 'content-type': 'application/json' },
      })),
    );
}
