/** In characters. A text may repeat what somebody sent; a log line has to stay one that can be read. */
export const MAX_LOG_TEXT = 1_000;
const ROOM_FOR_LENGTH = 40;

/** At most {@link MAX_LOG_TEXT} characters: cut off with a word about how long it was. */
export function shortened(text: string): string {
  if (text.length <= MAX_LOG_TEXT) return text;
  return `${text.slice(0, MAX_LOG_TEXT - ROOM_FOR_LENGTH)}… (${text.length} characters)`;
}
