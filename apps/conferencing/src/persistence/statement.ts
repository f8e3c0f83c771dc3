import type { Database } from '@conferencing/database';

export interface Statement {
  text: string;
  values: unknown[];
}

/** The values of a statement that is composed from parts: each part refers to them by number. */
export class Parameters {
  readonly values: unknown[];

  constructor(first: readonly unknown[]) {
    this.values = [...first];
  }

  /**
   * @returns the placeholder, such as `$3`
   */
  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

/**
 * Runs a statement of the account that is composed from conditions. It is not prepared: there are many combinations, and each is
 * planned best for its own values.
 */
export function runOnce<Row extends object>(
  database: Database,
  accountId: string,
  { text, values }: Statement,
): Promise<Row[]> {
  return database.read(accountId, async (client) => (await client.query<Row>({ text, values })).rows);
}
