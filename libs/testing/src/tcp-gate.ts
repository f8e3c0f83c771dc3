import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** A way to a server that can be shut and opened again, as an outage would, or lead new connections to another one. */
export class TcpGate {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  port = 0;

  /** @param to where connections lead that are made from now on */
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
