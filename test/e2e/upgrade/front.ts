import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AppProcess, eventually } from '@conferencing/testing';

/**
 * A load balancer in front of the processes of one app: each request goes to the next of those in service. It retries
 * nothing, so a process that doesn't answer is a 502 for the caller.
 */
export class Front {
  private readonly server: Server = createServer((asked, answer) => this.pass(asked, answer));
  private readonly inService: AppProcess[] = [];
  /** Requests of each process that are not answered yet, without streams, which never end. */
  private readonly open = new Map<AppProcess, number>();
  private turn = 0;

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get processes(): readonly AppProcess[] {
    return [...this.inService];
  }

  add(app: AppProcess): void {
    this.inService.push(app);
  }

  /** Gives the process no more requests, waits for its answers, and stops it as an orchestrator does. */
  async retire(app: AppProcess): Promise<number | null> {
    this.inService.splice(this.inService.indexOf(app), 1);
    await eventually(() => (this.open.get(app) ?? 0) === 0, { timeoutMs: 30_000, what: 'open requests to end' });
    return app.stop();
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const app = this.inService[this.turn++ % this.inService.length];
    if (app === undefined) return void answer.writeHead(502).end('no process is in service');
    const counted = asked.headers.accept !== 'text/event-stream';
    if (counted) this.count(app, 1);
    answer.once('close', () => counted && this.count(app, -1));
    const { method, headers, url } = asked;
    const onward = request(`${app.url}${url}`, { method, headers, agent: false }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
      given.once('aborted', () => answer.destroy());
    });
    onward.once('error', (error) => {
      if (answer.headersSent) answer.destroy();
      else answer.writeHead(502).end(`${app.url}: ${error.message}`);
    });
    answer.once('close', () => onward.destroy());
    asked.pipe(onward);
  }

  private count(app: AppProcess, more: number): void {
    this.open.set(app, (this.open.get(app) ?? 0) + more);
  }
}
