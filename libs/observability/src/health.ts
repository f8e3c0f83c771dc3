import { Injectable } from '@nestjs/common';

/** Rejects when the dependency can't be used now. */
export type HealthCheck = () => Promise<unknown>;

export interface Readiness {
  status: 'ok' | 'unavailable';
  checks: Record<string, 'up' | 'down'>;
}

const CHECK_TIMEOUT_MS = 2_000;
const CACHE_MS = 300;

function withinTime(check: HealthCheck): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The check took too long')), CHECK_TIMEOUT_MS);
    void check()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/** Knows by name what this process can't work without. An answer is reused for 300 ms, so that probes cost nothing. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, HealthCheck>();
  private last?: { at: number; answer: Promise<Readiness> };

  /** A name is what operators know the dependency by, as `postgresql` or `kafka`. */
  register(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  readiness(): Promise<Readiness> {
    const now = performance.now();
    if (this.last === undefined || now - this.last.at > CACHE_MS) this.last = { at: now, answer: this.ask() };
    return this.last.answer;
  }

  private async ask(): Promise<Readiness> {
    const states = await Promise.all(
      [...this.checks].map(async ([name, check]) => {
        const up = await withinTime(check).then(
          () => true,
          () => false,
        );
        return [name, up ? 'up' : 'down'] as const;
      }),
    );
    return {
      status: states.every(([, state]) => state === 'up') ? 'ok' : 'unavailable',
      checks: Object.fromEntries(states),
    };
  }
}
