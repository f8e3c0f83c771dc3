import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';

const VERSION = '1.47';

/**
 * Answers what docker compose asks an engine in a dry run, as an engine without any container would. It has every image, and
 * a job that was started has ended well.
 */
export class EmptyEngine {
  private readonly server: Server;

  constructor(private readonly jobs: readonly string[]) {
    this.server = createServer(({ url = '' }, answer) => this.answer(url.replace(/^\/v[\d.]+/, ''), answer));
  }

  /** @returns what `DOCKER_HOST` has to be */
  async start(folder: string): Promise<string> {
    const socket = join(folder, 'engine.sock');
    this.server.listen(socket);
    await once(this.server, 'listening');
    return `unix://${socket}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(path: string, answer: ServerResponse): void {
    const give = (status: number, body: unknown) =>
      answer
        .writeHead(status, { 'content-type': 'application/json', 'api-version': VERSION, ostype: 'linux' })
        .end(JSON.stringify(body));
    const [, container] = /^\/containers\/[^/]+?-([a-z-]+)-\d+\/json$/.exec(path) ?? [];
    if (path === '/_ping') return void give(200, 'OK');
    if (path === '/version') return void give(200, { ApiVersion: VERSION, Os: 'linux', Arch: 'amd64' });
    if (path.startsWith('/containers/json')) return void give(200, []);
    if (path.startsWith('/networks?')) return void give(200, []);
    if (path.startsWith('/images/')) return void give(200, { Id: `sha256:${'0'.repeat(64)}`, Os: 'linux' });
    if (container !== undefined && this.jobs.includes(container)) {
      const [name] = /[^/]+(?=\/json$)/.exec(path)!;
      const ended = { State: { Status: 'exited', ExitCode: 0 }, Config: {}, NetworkSettings: { Networks: {} } };
      return void give(200, { Id: name, Name: `/${name}`, ...ended });
    }
    // In a dry run, compose then goes on with what it would have made.
    return void give(404, { message: 'there is no such thing' });
  }
}
