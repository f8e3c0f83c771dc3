import { DomainError } from '@conferencing/kernel';

/** The progress of a reader of the stream: the last position that it has seen in each lane. */
export type StreamPositions = ReadonlyMap<number, number>;

const MAX_TEXT = 4_096;
const ENTRY = /^(\d{1,5}):(\d{1,15})$/;

/** An opaque text from which any process can resume; the `id` of an event. */
export function encodeCursor(positions: StreamPositions): string {
  const entries = [...positions].map(([lane, position]) => `${lane}:${position}`);
  // A client does not send an empty last id, and would miss what happens until it connects again.
  if (entries.length === 0) entries.push('0:0');
  return Buffer.from(entries.join(',')).toString('base64url');
}

/**
 * @throws DomainError `malformed_request` for anything that {@link encodeCursor} did not make
 */
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

/** Changes that the client has not seen were deleted because they were too old. */
export function trimmedCursor(): DomainError {
  return new DomainError('malformed', {
    code: 'malformed_request',
    detail:
      'Changes behind this Last-Event-ID are no longer kept. Read the state again, then connect without it to go on from now.',
  });
}

/**
 * Resuming at another position would be a silent gap, so the client gets an error: it has to read the state again and
 * then open the stream without an id.
 */
export function unknownCursor(): DomainError {
  return new DomainError('malformed', {
    code: 'malformed_request',
    detail: 'This Last-Event-ID does not come from this stream. Connect without it to start from now.',
  });
}
