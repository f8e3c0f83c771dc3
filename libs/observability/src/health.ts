import { Injectable } from '@nestjs/common';

/** Rejects if the dependency cannot be used now. */
export type HealthCheck = () => Promise<unknown>;

/** `degraded`: it cannot be used now, but requests are answered without it. */
type DependencyState = 'up' | 'degraded' | 'down';

export interface Readiness {
  /** `unavailable` only while a dependency is down without which requests cannot be answered. */
  status: 'ok' | 'degraded' | 'unavailable';
  checks: Record<string, DependencyState>;
  /** If a process answers from copies: how old they may be, in seconds; 0 if they are current. */
  stale_seconds?: number;
}

export interface DependencyReport {
  state: DependencyState;
  /** Whether requests can be answered without it. */
  needed: boolean;
  /** The start of this state, as this process has seen it; RFC 3339. */
  since: string;
  /** Why it is not up: the code of the error, or a timeout. */
  reason?: string;
}

/** The answer of `GET /health`, for people. */
export interface HealthReport extends Omit<Readiness, 'checks'> {
  dependencies: Record<string, DependencyReport>;
}

export interface DependencyOptions {
  /** False if requests can be answered without it. */
  needed?: boolean;
}

interface Dependency {
  check: HealthCheck;
  needed: boolean;
  report: DependencyReport;
}

const NEEDED_TIMEOUT_MS = 2_000;
/** Probes often give up after a second, so an optional dependency must not delay their answer. */
const OPTIONAL_TIMEOUT_MS = 500;
const CACHE_MS = 300;

const CODE = /^[A-Z0-9_]{2,40}$/;

/** Never the message: it may quote addresses, statements or values, and this endpoint is public. */
function reasonOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && CODE.test(code) ? code : 'It cannot be used.';
}

/** Undefined if the check passes in time. */
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

/** The dependencies of this process by name. An answer is reused for 300 ms, so that probes cost nothing. */
@Injectable()
export class Health {
  private readonly dependencies = new Map<string, Dependency>();
  private last?: { at: number; asked: Promise<void> };
  private staleness: (() => number) | undefined;

  /** The name under which operators know the dependency, such as `postgresql` or `kafka`. */
  register(name: string, check: HealthCheck, { needed = true }: DependencyOptions = {}): void {
    const report: DependencyReport = { state: needed ? 'down' : 'degraded', needed, since: new Date().toISOString() };
    this.dependencies.set(name, { check, needed, report });
  }

  /**
   * @param seconds how old the answers may be; called after the checks
   */
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
