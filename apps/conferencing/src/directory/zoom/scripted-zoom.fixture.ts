import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Script = (request: IncomingMessage, response: ServerResponse, url: URL) => void;

/** A server that issues tokens like Zoom and answers everything else by a script. */
export class ScriptedZoom {
  readonly requests: string[] = [];
  private tokens = 0;
  private readonly server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    this.requests.push(`${request.method} ${request.url}`);
    if (url.pathname === '/oauth/token' && this.givesTokens) {
      this.tokens += 1;
      sendJson(response, 200, { access_token: `token-${this.tokens}`, token_type: 'bearer', expires_in: 3600 });
    } else {
      this.script(request, response, url);
    }
  });

  constructor(
    private readonly script: Script,
    private readonly givesTokens = true,
  ) {}

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** The PKCE challenge of a verifier, method S256. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
