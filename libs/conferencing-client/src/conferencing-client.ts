import {
  type ChangeList,
  type ConferencingList,
  type ConferencingView,
  type GetConferencing,
  type GetHistory,
  type GetImpact,
  type History,
  type HostList,
  type HostView,
  type ImpactView,
  type InAccount,
  type ListChanges,
  type ListConferencing,
  type ListHosts,
  MAX_WAIT_MS,
  type Pattern,
  PATTERNS,
  QUERY_TIMEOUT_HEADER,
} from '@conferencing/contracts';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import { ExponentialBackoff, handleWhen, retry, type RetryPolicy } from 'cockatiel';
import { firstValueFrom, timeout, TimeoutError } from 'rxjs';
import { checkClient } from './check-options.js';
import {
  CLIENT_OPTIONS,
  type ConferencingClientOptions,
  DEFAULT_RETRIES,
  DEFAULT_TIMEOUT_MS,
} from './conferencing-client.config.js';
import { ConferencingQueryError, isWithoutAnswer, queryError } from './conferencing-query.errors.js';

/** A pair that nobody has. */
const NOBODY = { account_id: 'acct_000000000000', service_id: 'srv_000000000000', provider_id: 'prov_000000000000' };

function isNobody(error: unknown): boolean {
  return error instanceof ConferencingQueryError && error.status === 404 && error.code === 'not_found';
}

const isQuery = (query: unknown) => typeof query === 'object' && query !== null;

/**
 * Queries read-models. Every method rejects with a ConferencingQueryError: the status and code of the HTTP API, or 503
 * `unavailable` if no attempt was answered. Queries change nothing, so a retry is always safe.
 */
@Injectable()
export class ConferencingClient implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ConferencingClient.name);
  private readonly retry: RetryPolicy;
  /** When the last answer came, including refusals, by the process's own clock. */
  private answeredAt = 0;

  constructor(
    private readonly proxy: ClientProxy,
    @Inject(CLIENT_OPTIONS) private readonly options: ConferencingClientOptions,
  ) {
    checkClient(proxy, options);
    this.retry = retry(handleWhen(isWithoutAnswer), {
      maxAttempts: options.retries ?? DEFAULT_RETRIES,
      // Its default generator adds jitter, so that callers do not all return at once.
      backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 1000 }),
    });
  }

  /** The conferencing of one pair; 404 if it has no host, 409 if `min_version` is not visible in time. */
  get(query: InAccount<GetConferencing>): Promise<ConferencingView> {
    const waitMs = query?.min_version === undefined ? 0 : (query.wait_ms ?? MAX_WAIT_MS);
    return this.ask(PATTERNS.get, query, waitMs);
  }

  /** As `get`, but null when nobody hosts: an ordinary answer. */
  async find(query: InAccount<GetConferencing>): Promise<ConferencingView | null> {
    try {
      return await this.get(query);
    } catch (error) {
      if (isNobody(error)) return null;
      throw error;
    }
  }

  /** Whether read-models answers, for health checks. @throws ConferencingQueryError */
  async ping(): Promise<void> {
    await this.find(NOBODY);
  }

  /** The assigned pairs that meet every condition, page by page. */
  list(query: InAccount<ListConferencing>): Promise<ConferencingList> {
    return this.ask(PATTERNS.list, query);
  }

  /** The hosts with their counts, page by page. */
  hosts(query: InAccount<Omit<ListHosts, 'external_user_id'>>): Promise<HostList> {
    return this.ask(PATTERNS.hosts, query);
  }

  /** What one external user hosts; 404 if they host nothing. */
  host(query: InAccount<Required<Pick<ListHosts, 'external_user_id'>>>): Promise<HostView> {
    return this.ask(PATTERNS.hosts, query);
  }

  /** What depends on a connected account. */
  impact(query: InAccount<GetImpact>): Promise<ImpactView> {
    return this.ask(PATTERNS.impact, query);
  }

  /** Every change of one pair, newest first, page by page. */
  history(query: InAccount<GetHistory>): Promise<History> {
    return this.ask(PATTERNS.history, query);
  }

  /** The changes of all pairs of the account that meet every condition, newest first, page by page. */
  changes(query: InAccount<ListChanges>): Promise<ChangeList> {
    return this.ask(PATTERNS.changes, query);
  }

  /** Subscribes to the reply topics before the first query; over TCP the first query connects. */
  async onModuleInit(): Promise<void> {
    if (this.options.transport !== 'kafka') return;
    try {
      await this.proxy.connect();
    } catch (error) {
      this.logger.warn({ error }, 'No broker yet, the first query connects');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.proxy.close();
  }

  private async ask<T>(pattern: Pattern, query: object, waitMs = 0): Promise<T> {
    if (!isQuery(query)) throw new ConferencingQueryError(422, 'invalid', 'A query is an object with account_id.');
    const withinMs = (this.options.timeoutMs ?? DEFAULT_TIMEOUT_MS) + waitMs;
    const startedAt = performance.now();
    const over = (status: number) => {
      const seconds = (performance.now() - startedAt) / 1_000;
      this.options.onQuery?.({ query: pattern.replace(/^.*\./, ''), status, seconds });
    };
    try {
      const answer = await this.retry.execute(() => this.attempt<T>(pattern, query, withinMs));
      over(200);
      return answer;
    } catch (failure) {
      const error = queryError(failure);
      over(error.status);
      throw error;
    }
  }

  private async attempt<T>(pattern: Pattern, query: object, withinMs: number): Promise<T> {
    const startedAt = performance.now();
    try {
      const answer = await firstValueFrom(
        this.proxy.send<T>(pattern, this.asSent(query, withinMs)).pipe(timeout(withinMs)),
      );
      this.answeredAt = performance.now();
      return answer;
    } catch (failure) {
      if (!isWithoutAnswer(failure)) this.answeredAt = performance.now();
      else if (failure instanceof TimeoutError) await this.leaveSilentConnection(startedAt);
      throw failure;
    }
  }

  /** Over Kafka a question stays after its caller's timeout, so it says how long that is. */
  private asSent(query: object, withinMs: number): object {
    if (this.options.transport === 'tcp') return query;
    return { value: query, headers: { [QUERY_TIMEOUT_HEADER]: String(withinMs) } };
  }

  /** A vanished server leaves a connection that never fails; the next attempt opens a new one. */
  private async leaveSilentConnection(since: number): Promise<void> {
    if (this.options.transport === 'tcp' && this.answeredAt < since) await this.proxy.close();
  }
}
