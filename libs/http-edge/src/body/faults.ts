import { DomainError, type Fault } from '@conferencing/kernel';

/** No one reads more, and an answer must not grow with the request. */
const MAX_FAULTS = 100;

/** The faults of a request, in the order in which they were found. */
export class Faults {
  private readonly found: Fault[] = [];
  private more = 0;

  add(detail: string, pointer = ''): void {
    if (this.found.length === MAX_FAULTS) this.more += 1;
    else this.found.push(pointer === '' ? { code: 'invalid', detail } : { code: 'invalid', detail, pointer });
  }

  /**
   * @throws DomainError `invalid` with the first hundred faults and the number of the others, if there are any
   */
  throwIfAny(): void {
    if (this.found.length === 0) return;
    const rest = this.more === 0 ? [] : [{ code: 'invalid', detail: `And ${this.more} more.` }];
    throw new DomainError('invalid', [...this.found, ...rest]);
  }
}
