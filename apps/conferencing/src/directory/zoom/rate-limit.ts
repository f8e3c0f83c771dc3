export type Headers = Readonly<Record<string, string | string[] | undefined>>;

const SECOND = 1_000;

/**
 * The wait that Zoom asks for, in milliseconds, measured by Zoom's own clock (`Date`), because ours may be off.
 * `Retry-After` is an ISO date-time at Zoom's daily limits, and seconds or a date elsewhere; `X-RateLimit-Reset` goes
 * with the limits per second.
 */
export function askedWait(headers: Headers, now: Date): number {
  const zoomNow = instant(text(headers.date)) ?? now.getTime();
  const until =
    delayOrInstant(text(headers['retry-after']), zoomNow) ??
    delayOrInstant(text(headers['x-ratelimit-reset']), zoomNow);
  return Math.max(until ?? SECOND, 0);
}

/** The wait before the next request if this answer was the last one within the limit per second; otherwise 0. */
export function spentWait(headers: Headers, now: Date): number {
  const spent = text(headers['x-ratelimit-remaining']) === '0' && /qps/i.test(text(headers['x-ratelimit-type']) ?? '');
  return spent ? Math.min(askedWait(headers, now), SECOND) : 0;
}

/** Numbers are a delay in seconds, or (when large) an instant in seconds or milliseconds since 1970. */
function delayOrInstant(value: string | undefined, zoomNow: number): number | null {
  if (value === undefined || value.trim() === '') return null;
  const number = Number(value);
  if (Number.isFinite(number)) {
    if (number < 1e8) return number * SECOND;
    return (number < 1e11 ? number * SECOND : number) - zoomNow;
  }
  const at = instant(value);
  return at === null ? null : at - zoomNow;
}

function instant(value: string | undefined): number | null {
  const at = Date.parse(value ?? '');
  return Number.isNaN(at) ? null : at;
}

function text(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
