import { setTimeout as pause } from 'node:timers/promises';
import type { AppProcess } from '@conferencing/testing';

const EACH_MS = 1_000;

/** What one process said of itself at one moment. */
export interface Look {
  status: number;
  checks: Record<string, string>;
  staleSeconds: number | undefined;
}

/** Asks a process once a second whether it is ready, and how much memory it has. */
export class Watching {
  readonly looks: Look[] = [];
  /** The most memory that it had, in MiB. */
  mostMib = 0;
  private stopped = false;
  private readonly work: Promise<void>;

  constructor(readonly app: AppProcess) {
    this.work = this.watch();
  }

  get last(): Look | undefined {
    return this.looks.at(-1);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.work;
  }

  /** The value of each series of a metric, by its labels. */
  async series(name: string): Promise<Map<string, number>> {
    const text = await (await fetch(`${this.app.url}/metrics`)).text();
    const lines = text.matchAll(new RegExp(`^${name}(?:{([^}]*)})? (\\S+)$`, 'gm'));
    return new Map([...lines].map(([, labels = '', value]) => [labels, Number(value)]));
  }

  private async watch(): Promise<void> {
    while (!this.stopped) {
      const answer = await fetch(`${this.app.url}/health/ready`);
      const { checks, stale_seconds } = (await answer.json()) as {
        checks: Record<string, string>;
        stale_seconds?: number;
      };
      this.looks.push({ status: answer.status, checks, staleSeconds: stale_seconds });
      const bytes = [...(await this.series('process_resident_memory_bytes')).values()][0] ?? 0;
      this.mostMib = Math.max(this.mostMib, bytes / 2 ** 20);
      await pause(EACH_MS);
    }
  }
}
