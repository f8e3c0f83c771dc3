/** The viewer's English, or British English; some systems name a language that is none ("en-US@posix"). */
export function localeOf(language: string): string {
  if (!language.startsWith('en')) return 'en-GB';
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

/** Formatters are dear to make and cheap to use. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const locale = () => localeOf(navigator.language);
const relative = lazily(() => new Intl.RelativeTimeFormat('en', { numeric: 'auto' }));
const day = lazily(() => new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }));
const full = lazily(
  () =>
    new Intl.DateTimeFormat(locale(), {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    }),
);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "3 minutes ago"; "yesterday" is the viewer's; the date once that says more, from a week on. */
export function sinceText(at: Date, now: Date): string {
  const ago = now.getTime() - at.getTime();
  if (ago < 45_000) return 'just now';
  if (ago < 0.75 * HOUR) return relative().format(-Math.max(1, Math.round(ago / MINUTE)), 'minute');
  if (ago < 0.95 * DAY) return relative().format(-Math.max(1, Math.round(ago / HOUR)), 'hour');
  if (ago <= 7 * DAY) return relative().format(-daysBetween(at, now), 'day');
  return day().format(at);
}

/** Midnights of the viewer between the two. */
function daysBetween(at: Date, now: Date): number {
  const startOf = (moment: Date) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
  return Math.round((startOf(now) - startOf(at)) / DAY);
}

/** In the viewer's own zone, which is named. */
export const fullTime = (at: Date): string => full().format(at);
