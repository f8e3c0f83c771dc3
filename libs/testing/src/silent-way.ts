import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy to a server whose connections can stop passing data without breaking, as if the server or the network froze. */
export class SilentWay {
  private readonly sockets = new Set<Socket>();
  private readonly passing = new Set<() => void>();
  private silent = false;

  private constructor(
    private readonly server: Server,
    /** The server's URL through the proxy. */
    readonly url: string,
  ) {}

  static async to(url: string): Promise<SilentWay> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const target = new URL(url);
    const { hostname, port } = target;
    target.host = `127.0.0.1:${(server.address() as { port: number }).port}`;
    const way = new SilentWay(server, target.href);
    server.on('connection', (socket) => way.pass(socket, () => connect(Number(port), hostname)));
    return way;
  }

  /** The number of open connections, in both directions. */
  get connections(): number {
    return this.sockets.size;
  }

  /** From now on no data passes, on open and new connections. */
  silence(): void {
    this.silent = true;
    for (const part of this.passing) part();
    this.passing.clear();
  }

  /** New connections pass data again; silent ones stay silent. */
  admit(): void {
    this.silent = false;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private pass(socket: Socket, reach: () => Socket): void {
    this.keep(socket);
    if (this.silent) return;
    const onward = this.keep(reach());
    socket.pipe(onward).pipe(socket);
    this.passing.add(() => {
      socket.unpipe(onward);
      onward.unpipe(socket);
    });
  }

  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    return socket.on('error', () => undefined).once('close', () => this.sockets.delete(socket));
  }
}
