import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BareUser {
  id?: string;
  email: string;
  first_name?: string;
  last_name?: string;
  status: 'active' | 'inactive' | 'pending';
}

/** The minimum of a Zoom: `/oauth/token` with opaque tokens and `/v2/users`; any other address is 404. */
export class BareZoom {
  users: BareUser[] = [];
  /** The answer to every request instead of the real one; null: no fault. */
  fault: { status: number; body: string } | null = null;
  /** Whether a listing applies the requested status. */
  filters = true;
  requests: string[] = [];
  private issued = 0;
  private readonly refreshTokens = new Set<string>();
  private readonly server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://zoom');
    this.requests.push(`${request.method} ${url.pathname}${url.search}`);
    const body = await textOf(request);
    const send = (status: number, json: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    if (this.fault !== null) response.writeHead(this.fault.status).end(this.fault.body);
    else if (url.pathname === '/oauth/token' && request.method === 'POST') {
      send(...this.grant(request.headers.authorization ?? '', new URLSearchParams(body)));
    } else if (url.pathname === '/v2/users' && request.method === 'GET') send(...this.list(request, url));
    else send(404, { code: 404, message: 'Not found.' });
  }

  private grant(authorization: string, form: URLSearchParams): [number, object] {
    const client = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
    if (!client.endsWith(':right-secret'))
      return [400, { reason: 'Invalid client_id or client_secret', error: 'invalid_client' }];
    const token = { access_token: `opaque-${++this.issued}`, token_type: 'bearer', expires_in: 3600 };
    if (form.get('grant_type') === 'account_credentials') return [200, token];
    const refreshing = form.get('grant_type') === 'refresh_token';
    if (refreshing ? !this.refreshTokens.delete(form.get('refresh_token') ?? '') : form.get('code') !== 'right-code') {
      return [400, { reason: 'Invalid Token!', error: 'invalid_grant' }];
    }
    const refreshToken = `refresh-${this.issued}`;
    this.refreshTokens.add(refreshToken);
    return [200, { ...token, refresh_token: refreshToken, scope: 'user:read:list_users:admin' }];
  }

  private list({ headers }: IncomingMessage, url: URL): [number, object] {
    if (!headers.authorization?.startsWith('Bearer opaque-'))
      return [401, { code: 124, message: 'Invalid access token.' }];
    const status = url.searchParams.get('status') ?? 'active';
    const users = this.users
      .filter((user) => !this.filters || user.status === status)
      .map((user) => ({ ...user, type: 2 }));
    return [200, { page_size: 300, next_page_token: '', users }];
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
