import { DomainError } from '@conferencing/kernel';

/** The work was given up because nobody waits for its answer any more. */
export class CallerLeft extends DomainError {
  constructor(options?: ErrorOptions) {
    super('unavailable', { code: 'caller_left', detail: 'The caller has left before the work was done.' }, options);
    this.name = 'CallerLeft';
  }
}
