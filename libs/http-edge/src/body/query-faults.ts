import { Faults } from './faults.js';
import { addUnknownParameters } from './unknown-names.js';

/**
 * In the place of a body whose address had query parameters that the operation doesn't take: they are refused together
 * with what is wrong in the body, by the one that judges it, which is after what the address names has been found.
 */
export class WithQuery {
  constructor(
    readonly body: unknown,
    readonly query: object,
  ) {}
}

/** For an operation that takes only the `known` ones. @throws DomainError `invalid` where others were given */
export function refuseParameters(given: object, known: readonly string[] = []): void {
  const faults = new Faults();
  addUnknownParameters(faults, given, known);
  faults.throwIfAny();
}
