import { DomainError } from '@conferencing/kernel';

/** How far a reader of the stream is: the last position that it has seen in each lane. */
export type StreamPositions = ReadonlyMap<number, number>;

const MAX_TEXT = 4_096;
const ENTRY = /^(\d{1,5}):(\d{1,15})$/;

/** An opaque text that any process can resume from; what a client gets as the `id` of an event. */
export function encodeCursor(positions: StreamPositions): string {
  const entries = [...positions].map(([lane, position]) => `${lane}:${position}`);
  // A client whose last id is empty doesn't send it, and would miss what happened until it came back.
  if (entries.length === 0) entries.push('0:0');
  return Buffer.from(entries.join(',')).toString('base64url');
}

/** @throws DomainError `malformed_request` for anything that was not made by {@link encodeCursor} */
export function decodeCursor(text: string): Map<number, number> {
  const decoded = text.length <= MAX_TEXT ? Buffer.from(text, 'base64url').toString('latin1') : '?';
  const positions = new Map<number, number>();
  for (const entry of decoded.split(',')) {
    const [, lane, position] = ENTRY.exec(entry) ?? [];
    if (lane === undefined || position === undefined) throw unknownCursor();
    positions.set(Number(lane), Number(position));
  }
  return positions;
}

/**
 * Going on from somewhere else would be a silent gap, so the client is told: it has to read the state anew and then
 * open the stream without an id.
 */
export function unknownCursor(): DomainError {
  return new DomainError('malformed', {
    code: 'malformed_request',
    detail: 'This Last-Event-ID does not come from this stream. Connect without it to start from now.',
  });
}
