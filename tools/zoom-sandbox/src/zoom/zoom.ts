import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@conferencing/kernel';
import { DataFile } from '../data-file.js';
import { RequestLog } from '../request-log.js';
import type { SandboxSettings } from '../sandbox.config.js';
import { Deliveries } from '../webhooks/deliveries.js';
import { Accounts } from './accounts.js';
import type { ZoomAccount } from './accounts.js';
import { Faults } from './faults.js';
import { PageTokens } from './page-tokens.js';
import { RateLimit } from './rate-limit.js';
import { Tokens } from './tokens.js';
import type { TokensSnapshot } from './tokens.js';

interface Snapshot {
  accounts: ZoomAccount[];
  tokens: TokensSnapshot;
}

/** The whole state of this Zoom. */
export class Zoom {
  readonly accounts = new Accounts();
  readonly faults = new Faults();
  readonly requests = new RequestLog();
  readonly tokens: Tokens;
  readonly pageTokens: PageTokens;
  readonly rateLimit: RateLimit;
  readonly deliveries: Deliveries;
  readonly dataFile: DataFile<Snapshot>;
  private readonly closing = new AbortController();

  constructor(
    readonly settings: SandboxSettings,
    readonly clock: Clock,
  ) {
    this.tokens = new Tokens(clock, settings.accessTokenSeconds);
    this.pageTokens = new PageTokens(clock, settings.pageTokenSeconds);
    this.rateLimit = new RateLimit(clock, settings.qps);
    this.deliveries = new Deliveries(clock, settings);
    this.dataFile = new DataFile(settings.dataFile, () => ({
      accounts: this.accounts.all(),
      tokens: this.tokens.snapshot(),
    }));
    const saved = this.dataFile.load();
    if (saved !== null) {
      this.accounts.restore(saved.accounts);
      this.tokens.restore(saved.tokens);
    }
  }

  get oauthClient(): SandboxSettings['oauthClient'] {
    return this.settings.oauthClient;
  }

  /** Waits as a slow Zoom does; false if the process is closing meanwhile. */
  async dawdle(ms: number): Promise<boolean> {
    return sleep(ms, true, { signal: this.closing.signal }).catch(() => false);
  }

  onModuleDestroy(): void {
    this.closing.abort();
    this.deliveries.close();
  }

  onApplicationShutdown(): void {
    this.dataFile.flush();
  }
}
