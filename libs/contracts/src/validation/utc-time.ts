/** RFC 3339 in UTC with `Z` and at most nine digits of a second's fraction; leap seconds are not allowed. */
export const UTC_TIME_PATTERN =
  '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z$';

const SHORTEST_MONTH = 28;

const SHAPE = new RegExp(UTC_TIME_PATTERN);

/** Whether the text is such a time on an existing day, from the year 1 on. */
export function isUtcTime(value: unknown): value is string {
  if (typeof value !== 'string' || !SHAPE.test(value)) return false;
  if (value.startsWith('0000')) return false;
  const day = Number(value.slice(8, 10));
  return day <= SHORTEST_MONTH || day <= daysIn(Number(value.slice(0, 4)), Number(value.slice(5, 7)));
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
