import type { Database } from '@conferencing/database';

export interface Statement {
  text: string;
  values: unknown[];
}

/** The values of a statement that is put together: each is named by its number where it is needed. */
export class Parameters {
  readonly values: unknown[];

  constructor(first: readonly unknown[]) {
    this.values = [...first];
  }

  /** @returns the value's place, such as `$3` */
  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

/**
 * Runs a statement that is put together from conditions. It is not prepared: there are as many of them as combinations
 * of conditions, and each is best planned for its own values.
 */
export function runOnce<Row extends object>(database: Database, { text, values }: Statement): Promise<Row[]> {
  return database.session(async (client) => (await client.query<Row>({ text, values })).rows);
}
