import { DirectoryFailure } from '../../domain/external-directory.port.js';

/** A failure that a retry may resolve; if it does not, the caller gets `failure`. */
export class TransientFailure extends Error {
  constructor(
    readonly failure: DirectoryFailure,
    readonly options: {
      /** Milliseconds that Zoom asks to wait; null if it does not say. */
      waitMs: number | null;
      /** Zoom is down; false if it works and only asks for fewer requests. */
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
