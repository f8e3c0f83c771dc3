/** The values of a statement that is put together: each is named by its number where it is needed. */
export class Parameters {
  readonly values: unknown[] = [];

  /** @returns the value's place, such as `$3` */
  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}
