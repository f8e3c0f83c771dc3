/** What went wrong, in terms of the caller; the edge maps each kind to one status of its protocol. */
export type DomainErrorKind =
  | 'malformed'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'version_mismatch'
  | 'too_large'
  | 'unsupported_media_type'
  | 'invalid'
  | 'rate_limited'
  | 'bad_gateway'
  | 'unavailable';

/** One fault; `pointer` is a JSON pointer to the wrong field, if there is one. */
export interface Fault {
  code: string;
  detail: string;
  pointer?: string;
}

/**
 * A refusal that the caller can understand and act on. Thrown anywhere inside, mapped in one place at each edge.
 * Callers see `detail`: it never contains a secret, a statement or a stack.
 */
export class DomainError extends Error {
  readonly faults: readonly Fault[];

  constructor(
    readonly kind: DomainErrorKind,
    faults: Fault | readonly Fault[],
    options?: ErrorOptions,
  ) {
    const list = 'code' in faults ? [faults] : faults;
    super(list.map((fault) => fault.detail).join(' '), options);
    this.name = 'DomainError';
    this.faults = list;
  }

  /** The code of the first fault, for programs. */
  get code(): string {
    return this.faults[0]?.code ?? this.kind;
  }
}

export function notFound(detail: string): DomainError {
  return new DomainError('not_found', { code: 'not_found', detail });
}

export function invalid(detail: string, pointer?: string, code = 'invalid'): DomainError {
  return new DomainError('invalid', pointer === undefined ? { code, detail } : { code, detail, pointer });
}
