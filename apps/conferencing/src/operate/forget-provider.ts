import type { Database } from '@conferencing/database';
import { DomainError } from '@conferencing/kernel';
import { FORGET_PROVIDER, PROVIDER_TO_FORGET } from '../persistence/people/forget-provider.sql.js';

export interface KnownProvider {
  accountId: string;
  /** Whether there is still something of the person. */
  named: boolean;
  mappings: number;
  /** External users with the provider's email. */
  sameEmail: string[];
}

/**
 * Undefined for a provider that is not known.
 *
 * @throws DomainError `conflict` for an active provider
 */
export async function findProvider(database: Database, id: string): Promise<KnownProvider | undefined> {
  const [found] = await database.query<KnownProvider & { active: boolean }>(PROVIDER_TO_FORGET, [id]);
  if (found?.active !== true) return found;
  const detail = `${id} is active in the catalog: its owner has to deactivate the provider first (provider.deactivated).`;
  throw new DomainError('conflict', { code: 'conflict', detail });
}

/** Removes names, email and time zone, and the mappings. */
export async function forgetProvider(database: Database, id: string, now: Date): Promise<void> {
  await database.transaction((tx) => tx.execute(FORGET_PROVIDER, [id, now]));
}
