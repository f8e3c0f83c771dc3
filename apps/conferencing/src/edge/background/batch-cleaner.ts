import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ForgetBatches } from '../../application/undo-batch/forget-batches.handler.js';

const FORGET_EVERY_MS = 3_600_000;

/** Deletes once an hour what can no longer be undone. Every process does so, and most find little left. */
@Injectable()
export class BatchCleaner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(BatchCleaner.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly forgetBatches: ForgetBatches) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.forget(), FORGET_EVERY_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async forget(): Promise<void> {
    try {
      await this.forgetBatches.execute();
    } catch (error) {
      this.logger.warn({ err: error }, 'Old batches could not be deleted; the next hour tries again');
    }
  }
}
