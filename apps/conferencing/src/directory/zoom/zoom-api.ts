import { setTimeout as sleep } from 'node:timers/promises';
import { DirectoryFailure } from '../../domain/external-directory.port.js';
import { spentWait } from './rate-limit.js';
import type { Retrying } from './retrying.js';
import type { TimeBudget } from './time-budget.js';
import type { ZoomAnswer, ZoomHttp } from './zoom-http.js';
import { number } from './zoom-values.js';
import type { ZoomSettings } from './zoom.config.js';

/** The source of a request's access token. `refused` is the one that Zoom has just rejected. */
type TokenSource = (refused: string | null) => Promise<string>;

export interface ApiCaller {
  token: TokenSource;
  /** The key of the circuit breaker; null for none. */
  key: string | null;
  budget: TimeBudget;
}

/** Zoom has no user with this id. */
export class UserNotFound extends DirectoryFailure {
  constructor() {
    super('rejected', 'Zoom has no such user.');
    this.name = 'UserNotFound';
  }
}

const INVALID_TOKEN = 124;
/** Zoom's API reference: 1001, user does not exist; 1010, user does not belong to this account. */
const NO_SUCH_USER = [1001, 1010];
/** 4711 today; 104 in older answers. */
const MISSING_SCOPES = [4711, 104];

/** `GET` at Zoom's API: reads the answer and classifies its errors. */
export class ZoomApi {
  constructor(
    private readonly settings: ZoomSettings,
    private readonly http: ZoomHttp,
    private readonly retrying: Retrying,
  ) {}

  /**
   * A token that Zoom rejects is replaced once: it may be revoked, or older than a granted scope. `read` may throw
   * `TransientFailure` to have the answer fetched again.
   */
  async get<T>(caller: ApiCaller, path: string, read: (body: Record<string, unknown>) => T): Promise<T> {
    const first = await this.attempt(caller, path, await caller.token(null), read);
    if ('result' in first) return first.result;
    const second = await this.attempt(caller, path, await caller.token(first.refused), read);
    if ('result' in second) return second.result;
    throw second.failure;
  }

  private attempt<T>(
    { key, budget }: ApiCaller,
    path: string,
    token: string,
    read: (body: Record<string, unknown>) => T,
  ): Promise<{ result: T } | { refused: string; failure: DirectoryFailure }> {
    const url = `${this.settings.apiUrl}${path}`;
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    return this.retrying.run(key, budget, async () => {
      const answer = await this.http.send({ method: 'GET', url, headers }, budget);
      if (answer.status < 300) {
        const result = read(answer.body ?? {});
        await rest(answer, budget);
        return { result };
      }
      const failure = refusal(answer);
      if (failure.kind === 'rejected') throw failure;
      return { refused: token, failure };
    });
  }
}

function refusal({ status, body }: ZoomAnswer): DirectoryFailure {
  const code = number(body?.code);
  if (MISSING_SCOPES.includes(code)) {
    return new DirectoryFailure(
      'insufficient_permissions',
      'The Zoom app lacks a scope for reading users. Please grant it and connect the account again.',
    );
  }
  if (code === INVALID_TOKEN || status === 401) {
    return new DirectoryFailure('reconnect_required', 'Zoom no longer accepts the access token of this connection.');
  }
  if (NO_SUCH_USER.includes(code)) return new UserNotFound();
  return new DirectoryFailure('rejected', 'Zoom refused the request.');
}

/** Waits for the next second when this second's requests are used up, to avoid the rate limit. */
async function rest(answer: ZoomAnswer, budget: TimeBudget): Promise<void> {
  const wait = spentWait(answer.headers, new Date());
  if (wait > 0 && wait < budget.left()) await sleep(wait);
}
