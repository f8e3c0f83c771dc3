import { DirectoryFailure } from '../../domain/external-directory.port.js';

/** A failure that may be over at the next try; `failure` is what the caller is told when it isn't. */
export class TransientFailure extends Error {
  constructor(
    readonly failure: DirectoryFailure,
    readonly options: {
      /** Milliseconds that Zoom asks to wait; null when it says nothing. */
      waitMs: number | null;
      /** Zoom is in trouble (not: it answers, but asks to be asked less). */
      outage: boolean;
    },
  ) {
    super(failure.detail);
    this.name = 'TransientFailure';
  }
}

export function unreachable(detail: string): TransientFailure {
  return new TransientFailure(new DirectoryFailure('unreachable', detail), { waitMs: null, outage: true });
}

export function unusable(detail: string): TransientFailure {
  return new TransientFailure(new DirectoryFailure('rejected', detail), { waitMs: null, outage: true });
}

export function rateLimited(waitMs: number): TransientFailure {
  const failure = new DirectoryFailure(
    'rejected',
    'The rate limit of Zoom for this account is reached. Please try again later.',
  );
  return new TransientFailure(failure, { waitMs, outage: false });
}
