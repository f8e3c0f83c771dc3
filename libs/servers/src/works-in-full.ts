/**
 * Ready, with nothing away that brings or carries changes: a process answers requests without Kafka, but whoever starts
 * a whole stack waits for all of it. Zoom is somebody else's.
 */
export async function worksInFull(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
  const { checks = {} } = (await response.json()) as { checks?: Record<string, string> };
  return response.ok && Object.entries(checks).every(([name, state]) => state === 'up' || name === 'zoom');
}
