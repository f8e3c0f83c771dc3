import { Clock } from '@conferencing/kernel';
import { sandboxSettings } from './sandbox.config.js';
import { startSandbox } from './start-sandbox.js';

export class SetClock extends Clock {
  private time = Date.UTC(2026, 4, 1, 12);

  override now(): Date {
    return new Date(this.time);
  }

  pass(ms: number): void {
    this.time += ms;
  }
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** A sandbox on a free port, with a clock that a test moves, and short helpers for its requests. */
export async function openSandbox(env: Record<string, string> = {}, clock: Clock = new SetClock()) {
  const defaults = { HTTP_PORT: '0', ZOOM_CLIENT_ID: 'app', ZOOM_CLIENT_SECRET: 'app-secret' };
  const { app, url } = await startSandbox(sandboxSettings({ ...defaults, ...env }), clock);

  async function ask<T = Record<string, unknown>>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
    const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as T };
  }

  return {
    url,
    ask,
    close: () => app.close(),
    control<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
      const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      return ask(`/_control${path}`, { method, ...(body === undefined ? {} : json) });
    },
    token(form: Record<string, string>, client = 'app:app-secret'): Promise<Answer<Record<string, string>>> {
      const authorization = `Basic ${Buffer.from(client).toString('base64')}`;
      return ask('/oauth/token', { method: 'POST', headers: { authorization }, body: new URLSearchParams(form) });
    },
    users(token: string | undefined, query = ''): Promise<Answer<UserList>> {
      return ask(`/v2/users?${query}`, { headers: { authorization: `Bearer ${token}` } });
    },
  };
}

export interface UserList {
  users: { id?: string; email: string; status: string }[];
  next_page_token: string;
  total_records: number;
  code?: number;
}

export type Sandbox = Awaited<ReturnType<typeof openSandbox>>;
