/**
 * Ready, and every dependency works except Zoom, which belongs to others: a process is ready without Kafka, but the
 * start of a whole stack waits for all of it.
 */
export async function worksInFull(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
  const { checks = {} } = (await response.json()) as { checks?: Record<string, string> };
  return response.ok && Object.entries(checks).every(([name, state]) => state === 'up' || name === 'zoom');
}
