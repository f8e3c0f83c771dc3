import { Logger } from '@nestjs/common';
import type { CredentialStore } from '../callers/credential-store.js';
import { OwedBytes } from './owed-bytes.js';
import type { StreamClient } from './stream-client.js';

const LOOK_EVERY_MS = 1_000;

/** Ends the streams of revoked tokens and keys, of expired JWTs, and of clients that do not read. */
export class StreamGuard {
  private readonly logger = new Logger(StreamGuard.name);
  private readonly timer: NodeJS.Timeout;
  private looking = false;
  private readonly owed = new OwedBytes();

  constructor(
    private readonly credentials: Pick<CredentialStore, 'revokedAmong'>,
    private readonly clients: () => Iterable<StreamClient>,
  ) {
    this.timer = setInterval(() => {
      this.owed.look(this.clients(), performance.now());
      void this.look();
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      const ids = new Set<string>();
      for (const { caller } of this.clients()) if (caller.credential !== undefined) ids.add(caller.credential.id);
      if (ids.size > 0) this.end(await this.credentials.revokedAmong([...ids]));
    } catch (error) {
      // Until the database is reachable again, the last known state is used.
      this.logger.warn({ err: error }, 'It cannot be checked now whether open streams may continue');
    } finally {
      this.looking = false;
    }
  }

  private end(revoked: ReadonlySet<string>): void {
    const now = Date.now();
    for (const client of this.clients()) {
      const { credential } = client.caller;
      if (credential === undefined || client.closed) continue;
      const over = credential.expiresAt !== undefined && credential.expiresAt.getTime() <= now;
      if (over || revoked.has(credential.id)) client.end();
    }
  }
}
