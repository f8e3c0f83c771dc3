/** In characters. A text may repeat a caller's input, and a log line has to stay readable. */
export const MAX_LOG_TEXT = 1_000;
const ROOM_FOR_LENGTH = 40;

/** At most {@link MAX_LOG_TEXT} characters: a longer text is cut and followed by its length. */
export function shortened(text: string): string {
  if (text.length <= MAX_LOG_TEXT) return text;
  return `${text.slice(0, MAX_LOG_TEXT - ROOM_FOR_LENGTH)}… (${text.length} characters)`;
}
