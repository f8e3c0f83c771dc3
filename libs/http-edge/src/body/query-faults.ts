import { Faults } from './faults.js';
import { addUnknownParameters } from './unknown-names.js';

/**
 * Replaces the body of a request with unknown query parameters: the validation of the body reports them together with
 * its own faults, after the resource in the path was found.
 */
export class WithQuery {
  constructor(
    readonly body: unknown,
    readonly query: object,
  ) {}
}

/** For an operation that accepts only the `known` parameters. @throws DomainError `invalid` if there are others */
export function refuseParameters(given: object, known: readonly string[] = []): void {
  const faults = new Faults();
  addUnknownParameters(faults, given, known);
  faults.throwIfAny();
}
