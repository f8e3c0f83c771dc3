import { DomainError, type Fault } from '@conferencing/kernel';

/** One fault for each parameter in `given` that is not one of `known`; each says what is known. */
export function unknownParameters(given: object, known: readonly string[]): Fault[] {
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  const hint = known.length === 0 ? 'it takes none' : `it takes ${known.join(', ')}`;
  return unknown.map((name) => ({
    code: 'invalid',
    detail: `This operation has no query parameter of this name; ${hint}.`,
    pointer: `/${escapePointer(name)}`,
  }));
}

export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * In the place of a body whose address had unknown query parameters: they are refused together with what is wrong in
 * the body, by the one that judges it, which is after what the address names has been found.
 */
export class WithQueryFaults {
  constructor(
    readonly body: unknown,
    readonly faults: readonly Fault[],
  ) {}
}

/** For an operation without query parameters. @throws DomainError `invalid` where some were given */
export function refuseParameters(given: object): void {
  const faults = unknownParameters(given, []);
  if (faults.length > 0) throw new DomainError('invalid', faults);
}
