import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenEndpoint {
  url: string;
  /** What was asked, oldest first. */
  requests: { authorization: string | undefined; form: Record<string, string> }[];
  /** What it answers from now on instead of a token; undefined for tokens again. */
  answer(status: number | undefined): void;
  stop(): Promise<unknown>;
}

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** OAuth's token endpoint; the tokens have no signature and end after `lifeSeconds`. */
export async function startTokenEndpoint(lifeSeconds = 300): Promise<TokenEndpoint> {
  const requests: TokenEndpoint['requests'] = [];
  let status: number | undefined;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      requests.push({
        authorization: request.headers.authorization,
        form: Object.fromEntries(new URLSearchParams(body)),
      });
      const iat = Math.floor(Date.now() / 1000);
      const token = `${base64({ alg: 'none' })}.${base64({ sub: 'conferencing', iat, exp: iat + lifeSeconds })}.`;
      response.writeHead(status ?? 200, { 'content-type': 'application/json' });
      response.end(status ? '{}' : JSON.stringify({ access_token: token, expires_in: lifeSeconds }));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    requests,
    answer: (other) => (status = other),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
