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

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "3 minutes ago"; the date once that says more, from a week on. */
export function sinceText(at: Date, now: Date): string {
  const ago = now.getTime() - at.getTime();
  if (ago < 45_000) return 'just now';
  if (ago > 7 * 86_400_000) return day().format(at);
  const [unit, length] = UNITS.find(([, candidate]) => ago >= candidate * 0.75) ?? ['minute', 60_000];
  return relative().format(-Math.max(1, Math.round(ago / length)), unit);
}

/** In the viewer's own zone, which is named. */
export const fullTime = (at: Date): string => full().format(at);
