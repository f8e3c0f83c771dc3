import { unavailable, unauthorized } from '@conferencing/http-edge';
import { DomainError, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { Conferencing, type SmallAnswer } from '../api/upstream.js';
import type { SessionAccount } from './session.js';

const PAGE_SIZE = 200;
const MOST_ACCOUNTS = 1_000;

export interface Me {
  kind: 'account_token' | 'platform' | 'user';
  actor: string;
  account: SessionAccount | null;
}

/** What conferencing says of tokens and accounts. */
@Injectable()
export class Accounts {
  constructor(private readonly conferencing: Conferencing) {}

  /** Undefined for a token that is unknown, expired or revoked. @throws DomainError */
  async whoIs(credentials: Record<string, string>): Promise<Me | undefined> {
    const answer = await this.conferencing.ask('GET', '/v1/me', credentials);
    return answer.status === 401 ? undefined : (dataOf(answer) as Me);
  }

  /** @param token the platform's. @throws DomainError 404 */
  async one(token: string, id: string): Promise<SessionAccount> {
    const answer = await this.conferencing.ask('GET', `/v1/accounts/${id}`, bearer(token));
    if (answer.status === 404) throw notFound('There is no such account.');
    return named(dataOf(answer) as SessionAccount);
  }

  /** The first thousand, by name. @param token the platform's */
  async all(token: string): Promise<SessionAccount[]> {
    const accounts: SessionAccount[] = [];
    for (let page = 1, pages = 1; page <= pages && accounts.length < MOST_ACCOUNTS; page++) {
      const query = `page=${page}&page_size=${PAGE_SIZE}`;
      const answer = await this.conferencing.ask('GET', `/v1/accounts?${query}`, bearer(token));
      accounts.push(...(dataOf(answer) as SessionAccount[]).map(named));
      pages = (answer.body as { meta: { total_pages: number } }).meta.total_pages;
    }
    return accounts.sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
  }
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

function named({ id, name }: SessionAccount): SessionAccount {
  return { id, name };
}

/** @throws DomainError for whatever was refused */
export function dataOf({ status, body }: SmallAnswer): unknown {
  if (status < 300) return (body as { data: unknown }).data;
  if (status === 401) throw unauthorized('The token is unknown, expired or revoked.');
  if (status === 429 || status === 503) throw unavailable('conferencing can not answer now; try again in a moment.');
  const detail = `conferencing answered ${status}; try again in a moment.`;
  throw new DomainError('bad_gateway', { code: 'bad_gateway', detail });
}
