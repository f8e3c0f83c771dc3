import type { GetConferencing, ListConferencing } from '@conferencing/contracts';
import { MAX_WAIT_MS, pageMeta, pageRange } from '@conferencing/contracts';
import { CoalescedReads, Database } from '@conferencing/database';
import { DomainError, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { asciiArray } from '../../persistence/text-array.js';
import { VersionWaiters } from '../../visibility/version-waiters.js';
import { type JsonText, pageText } from '../json-text.js';
import { GET_CURRENT } from './get-current.sql.js';
import { listStatements } from './list-current.sql.js';

interface Known {
  version: number;
  body: string | null;
}

interface Asked {
  account_id: string;
  service_id: string;
  provider_id: string;
}

@Injectable()
export class CurrentQuery {
  /** However many ask at once, they share a round trip. */
  private readonly known = new CoalescedReads<Asked, Known | undefined>((asked) => this.readAll(asked));

  constructor(
    private readonly database: Database,
    private readonly waiters: VersionWaiters,
  ) {}

  /**
   * The conferencing of a pair. With `min_version` it answers as soon as that version is visible; without `wait_ms` it
   * waits for as long as it may (5 s).
   *
   * Throws `not_found` when nothing is assigned, `not_yet_visible` (409) when the time has passed.
   */
  async get(accountId: string, request: GetConferencing): Promise<JsonText> {
    const known =
      request.min_version === undefined
        ? await this.read(accountId, request)
        : await this.readFrom(request.min_version, accountId, request);
    if (known?.body == null) throw notFound('The meetings of this provider on this service have no host.');
    return known.body;
  }

  /** The assigned pairs of the account that meet every condition, in the order of service and provider id. */
  async list(accountId: string, request: ListConferencing): Promise<JsonText> {
    const { page, count, values } = listStatements(request);
    const range = pageRange(request);
    const [items, [counted]] = await Promise.all([
      this.database.reading(accountId).query<{ body: string }>(page, [accountId, range.limit, range.offset, ...values]),
      this.database.reading(accountId).query<{ total: number }>(count, [accountId, ...values]),
    ]);
    return pageText(
      items.map(({ body }) => body),
      pageMeta(range, counted?.total ?? 0),
    );
  }

  private read(accountId: string, { service_id, provider_id }: GetConferencing): Promise<Known | undefined> {
    return this.known.ask({ account_id: accountId, service_id, provider_id });
  }

  private async readAll(asked: readonly Asked[]): Promise<(Known | undefined)[]> {
    const column = (name: keyof Asked) => asciiArray(asked.map((one) => one[name]));
    const columns = [column('account_id'), column('service_id'), column('provider_id')];
    const known: (Known | undefined)[] = asked.map(() => undefined);
    for (const row of await this.database.query<Known & { n: number }>(GET_CURRENT, columns)) known[row.n - 1] = row;
    return known;
  }

  private async readFrom(version: number, accountId: string, request: GetConferencing): Promise<Known | undefined> {
    const waitMs = request.wait_ms ?? MAX_WAIT_MS;
    // The waiter stands before the look, so that a version that becomes visible in between wakes it.
    const awaited = { accountId, serviceId: request.service_id, providerId: request.provider_id, version };
    using waiter = this.waiters.add(awaited, waitMs);
    const atOnce = await this.read(accountId, request);
    if (atOnce !== undefined && atOnce.version >= version) return atOnce;
    if (await waiter.visible) return this.read(accountId, request);
    throw new DomainError('conflict', {
      code: 'not_yet_visible',
      detail: `Version ${version} of this service provider is not visible yet. Try again in a moment.`,
    });
  }
}
