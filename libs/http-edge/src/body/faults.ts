import { DomainError, type Fault } from '@conferencing/kernel';

/** More than this nobody reads; and an answer must not grow with what was sent. */
const MAX_FAULTS = 100;

/** What is wrong with a request, in the order in which it was found. */
export class Faults {
  private readonly found: Fault[] = [];
  private more = 0;

  add(detail: string, pointer = ''): void {
    if (this.found.length === MAX_FAULTS) this.more += 1;
    else this.found.push(pointer === '' ? { code: 'invalid', detail } : { code: 'invalid', detail, pointer });
  }

  /** @throws DomainError `invalid` with the first hundred of them and the number of the others, if there is any */
  throwIfAny(): void {
    if (this.found.length === 0) return;
    const rest = this.more === 0 ? [] : [{ code: 'invalid', detail: `And ${this.more} more.` }];
    throw new DomainError('invalid', [...this.found, ...rest]);
  }
}
