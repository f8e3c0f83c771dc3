/** The viewer's English, or British English; some systems name a language that is none ("en-US@posix"). */
export function localeOf(language: string): string {
  if (!language.startsWith('en')) return 'en-GB';
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

const locale = () => localeOf(navigator.language);

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "3 minutes ago"; the date once that says more, from a week on. */
export function sinceText(at: Date, now: Date): string {
  const ago = now.getTime() - at.getTime();
  if (ago < 45_000) return 'just now';
  if (ago > 7 * 86_400_000) return at.toLocaleDateString(locale(), { dateStyle: 'medium' });
  const [unit, length] = UNITS.find(([, candidate]) => ago >= candidate * 0.75) ?? ['minute', 60_000];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(-Math.max(1, Math.round(ago / length)), unit);
}

/** In the viewer's own zone, which is named. */
export const fullTime = (at: Date): string =>
  at.toLocaleString(locale(), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
