import type { Queryable } from '@conferencing/database';
import { DomainError } from '@conferencing/kernel';
import { Logger } from '@nestjs/common';
import { textArray } from '../persistence/text-array.js';
import { singleFlight } from './single-flight.js';

export interface AwaitedVersion {
  accountId: string;
  serviceId: string;
  providerId: string;
  version: number;
}

export interface Waiter extends Disposable {
  /** True as soon as the version is visible; false after the timeout. */
  readonly visible: Promise<boolean>;
}

interface Entry extends AwaitedVersion {
  settle: (visible: boolean) => void;
}

const VERSIONS = `
  SELECT account_id, service_id, provider_id, version
  FROM projection.conferencing_current
  JOIN unnest($1::text[], $2::text[]) AS awaited(service_id, provider_id) USING (service_id, provider_id)`;

/** Limit of waiting requests in this process; more are refused. */
const MAX_WAITERS = 2_000;

const LOOK_FAILED = 'Versions that requests wait for cannot be read now';

/** Requests that wait for a version to become visible. Each signal costs one statement, however many wait. */
export class VersionWaiters {
  private readonly logger = new Logger(VersionWaiters.name);
  private readonly entries = new Set<Entry>();

  constructor(private readonly database: Queryable) {}

  get size(): number {
    return this.entries.size;
  }

  /** Checks once for all waiting requests. */
  readonly look = singleFlight(async () => {
    const awaited = [...this.entries];
    if (awaited.length === 0) return;
    const rows = await this.database.query<{
      account_id: string | null;
      service_id: string;
      provider_id: string;
      version: number;
    }>(VERSIONS, [
      textArray(awaited.map(({ serviceId }) => serviceId)),
      textArray(awaited.map(({ providerId }) => providerId)),
    ]);
    const versions = new Map(rows.map((row) => [keyOf(row.account_id, row.service_id, row.provider_id), row.version]));
    for (const entry of awaited) {
      const { accountId, serviceId, providerId } = entry;
      // A pair of which only its tombstone is known has no account.
      const version =
        versions.get(keyOf(accountId, serviceId, providerId)) ?? versions.get(keyOf(null, serviceId, providerId));
      if (version !== undefined && version >= entry.version) entry.settle(true);
    }
  });

  /** Checks, and leaves it to the next signal if the database cannot be read now. */
  lookSafely(): void {
    if (this.entries.size > 0) this.look().catch((error: unknown) => this.logger.warn({ err: error }, LOOK_FAILED));
  }

  /** Throws `unavailable` if too many requests are waiting. */
  add(awaited: AwaitedVersion, waitMs: number): Waiter {
    if (this.entries.size >= MAX_WAITERS) {
      throw new DomainError('unavailable', {
        code: 'unavailable',
        detail: 'Too many requests are waiting for a version. Try again in a moment.',
      });
    }
    let settle: Entry['settle'] = () => undefined;
    const visible = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    const timer = setTimeout(() => entry.settle(false), waitMs);
    const entry: Entry = {
      ...awaited,
      settle: (isVisible) => {
        clearTimeout(timer);
        this.entries.delete(entry);
        settle(isVisible);
      },
    };
    this.entries.add(entry);
    return { visible, [Symbol.dispose]: () => entry.settle(false) };
  }
}

function keyOf(accountId: string | null, serviceId: string, providerId: string): string {
  return `${accountId}/${serviceId}/${providerId}`;
}
