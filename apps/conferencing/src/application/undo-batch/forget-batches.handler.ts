import { Clock } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { PairBatches } from '../../domain/pair-batches.port.js';
import { UNDO_DAYS } from '../../domain/undo.js';

const DAY_MS = 86_400_000;

/** Deletes batches that can no longer be undone. */
@Injectable()
export class ForgetBatches {
  constructor(
    private readonly batches: PairBatches,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - UNDO_DAYS * DAY_MS);
    while (await this.batches.forget(before));
  }
}
