import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ApplyDirectoryChangeHandler } from '../../application/apply-directory-change/apply-directory-change.handler.js';
import { type WaitingChange, WebhookInbox } from '../../domain/webhook-inbox.port.js';

const AT_ONCE = 50;
/** Interval of the look for rows that another process left behind or that failed. */
const LOOK_EVERY_MS = 1_000;
/** About an hour in total; after that the next sync corrects the users anyway. */
const ATTEMPTS = 12;
const LONGEST_PAUSE_SECONDS = 600;

/** Applies webhooks soon after they are stored, one at a time; other processes do the same with theirs. */
@Injectable()
export class WebhookWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(WebhookWorker.name);
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | null = null;
  private again = false;
  private stopping = false;

  constructor(
    private readonly inbox: WebhookInbox,
    private readonly apply: ApplyDirectoryChangeHandler,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), LOOK_EVERY_MS);
  }

  /** Finishes the current change; the others stay for the next process. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.working;
  }

  /** Call it when a webhook was stored. */
  wake(): void {
    if (this.stopping) return;
    this.again = true;
    this.working ??= this.work()
      .catch((error: unknown) => this.report(error))
      .finally(() => (this.working = null));
  }

  private async work(): Promise<void> {
    while (this.again && !this.stopping) {
      this.again = false;
      const waiting = await this.inbox.take(AT_ONCE);
      this.again ||= waiting.length > 0;
      for (const change of waiting) {
        if (this.stopping) await this.inbox.retryLater(change.id, 0);
        else await this.settle(change);
      }
    }
  }

  private async settle(waiting: WaitingChange): Promise<void> {
    try {
      await this.apply.execute(waiting);
    } catch (error) {
      const final = waiting.attempt >= ATTEMPTS;
      this.logger.warn({ err: error, webhook: waiting.id, final }, 'A webhook could not be applied');
      if (!final) {
        const seconds = Math.min(2 ** waiting.attempt, LONGEST_PAUSE_SECONDS) * (0.75 + Math.random() / 2);
        return this.inbox.retryLater(waiting.id, seconds);
      }
    }
    await this.inbox.settle(waiting.id);
  }

  private report(error: unknown): void {
    this.logger.warn({ err: error }, 'Webhooks are waiting because the inbox could not be read');
  }
}
