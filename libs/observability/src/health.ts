import { Injectable } from '@nestjs/common';

/** Rejects when the dependency can't be used now. */
export type HealthCheck = () => Promise<unknown>;

/** `degraded`: it can't be used now, but requests are answered without it. */
export type DependencyState = 'up' | 'degraded' | 'down';

export interface Readiness {
  /** `unavailable` only while something is down without which requests can't be answered. */
  status: 'ok' | 'degraded' | 'unavailable';
  checks: Record<string, DependencyState>;
  /** Where a process answers from copies: for how many seconds at most they may be behind; 0 when they are not. */
  stale_seconds?: number;
}

export interface DependencyReport {
  state: DependencyState;
  /** Whether requests can be answered without it. */
  needed: boolean;
  /** Since when it has been in this state, as far as this process has seen; RFC 3339. */
  since: string;
  /** Why it is not up: the code of the error, or that no answer came in time. */
  reason?: string;
}

/** What `GET /health` tells people. */
export interface HealthReport extends Omit<Readiness, 'checks'> {
  dependencies: Record<string, DependencyReport>;
}

export interface DependencyOptions {
  /** False when requests can be answered while it is away. */
  needed?: boolean;
}

interface Dependency {
  check: HealthCheck;
  needed: boolean;
  report: DependencyReport;
}

const NEEDED_TIMEOUT_MS = 2_000;
/** Probes often give up after a second: what isn't needed must not delay their answer. */
const OPTIONAL_TIMEOUT_MS = 500;
const CACHE_MS = 300;

const CODE = /^[A-Z0-9_]{2,40}$/;

/** Never the message: it may quote addresses, statements or values, and everybody can read it here. */
function reasonOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && CODE.test(code) ? code : 'It cannot be used.';
}

/** Undefined when the check passes in time. */
function troubleOf(check: HealthCheck, timeoutMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(`No answer within ${timeoutMs} ms.`), timeoutMs);
    void check()
      .then(
        () => resolve(undefined),
        (error: unknown) => resolve(reasonOf(error)),
      )
      .finally(() => clearTimeout(timer));
  });
}

/** Knows by name what this process depends on. An answer is reused for 300 ms, so that probes cost nothing. */
@Injectable()
export class Health {
  private readonly dependencies = new Map<string, Dependency>();
  private last?: { at: number; asked: Promise<void> };
  private staleness: (() => number) | undefined;

  /** A name is what operators know the dependency by, as `postgresql` or `kafka`. */
  register(name: string, check: HealthCheck, { needed = true }: DependencyOptions = {}): void {
    const report: DependencyReport = { state: needed ? 'down' : 'degraded', needed, since: new Date().toISOString() };
    this.dependencies.set(name, { check, needed, report });
  }

  /** @param seconds how far what is answered may be behind; asked after the checks */
  reportStaleness(seconds: () => number): void {
    this.staleness = seconds;
  }

  async readiness(): Promise<Readiness> {
    await this.askAll();
    const states = [...this.dependencies].map(([name, { report }]) => [name, report.state] as const);
    return { ...this.summary(), checks: Object.fromEntries(states) };
  }

  async report(): Promise<HealthReport> {
    await this.askAll();
    const reports = [...this.dependencies].map(([name, { report }]) => [name, report] as const);
    return { ...this.summary(), dependencies: Object.fromEntries(reports) };
  }

  private summary(): Omit<Readiness, 'checks'> {
    const states = new Set([...this.dependencies.values()].map(({ report }) => report.state));
    const status = states.has('down') ? 'unavailable' : states.has('degraded') ? 'degraded' : 'ok';
    return this.staleness === undefined ? { status } : { status, stale_seconds: this.staleness() };
  }

  private askAll(): Promise<void> {
    const now = performance.now();
    if (this.last === undefined || now - this.last.at > CACHE_MS) {
      const asked = Promise.all([...this.dependencies.values()].map(ask)).then(() => undefined);
      this.last = { at: now, asked };
    }
    return this.last.asked;
  }
}

async function ask(dependency: Dependency): Promise<void> {
  const { check, needed, report } = dependency;
  const reason = await troubleOf(check, needed ? NEEDED_TIMEOUT_MS : OPTIONAL_TIMEOUT_MS);
  const state = reason === undefined ? 'up' : needed ? 'down' : 'degraded';
  const since = state === report.state ? report.since : new Date().toISOString();
  dependency.report = { state, needed, since, ...(reason !== undefined && { reason }) };
}
