import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/**
 * A proxy to a server that can be closed and opened again, like an outage, or lead new connections to another server.
 */
export class TcpGate {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  port = 0;

  /**
   * @param to the target of new connections
   */
  constructor(public to: { host: string; port: number }) {}

  async open(): Promise<void> {
    this.server = createServer((socket) => {
      const onward = connect(this.to.port, this.to.host);
      for (const end of [socket, onward]) {
        this.sockets.add(end);
        end.on('error', () => undefined).once('close', () => this.sockets.delete(end));
      }
      socket.pipe(onward).pipe(socket);
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as { port: number }).port;
  }

  async shut(): Promise<void> {
    const closed = this.server && once(this.server, 'close');
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
    this.server = undefined;
  }
}
