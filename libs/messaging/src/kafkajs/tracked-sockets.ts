import { connect as connectTcp, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { within } from '@conferencing/kernel';
import type { ISocketFactory } from 'kafkajs';

const KEEP_ALIVE_MS = 60_000;
/** Milliseconds that a broker has to answer the last requests of a client. */
const GOODBYE_MS = 5_000;

/**
 * The sockets of one client. `cut()` ends them and prevents new ones: kafkajs reconnects and repeats requests by
 * itself, so this is the only way to ensure that nothing more is written.
 */
export class TrackedSockets {
  /** The TCP sockets, below TLS if it is used: a TLS socket itself cannot be reset. */
  private readonly open = new Set<Socket>();
  private isCut = false;

  readonly factory: ISocketFactory = ({ host, port, ssl, onConnect }) => {
    if (this.isCut) throw new Error('This client was abandoned');
    const socket = connectTcp({ host, port });
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    this.open.add(socket);
    socket.once('close', () => this.open.delete(socket));
    if (!ssl) return socket.once('connect', onConnect);
    return connectTls({ socket, host, ...(isIP(host) === 0 ? { servername: host } : {}), ...ssl }, onConnect);
  };

  /** Disconnects the client. A frozen broker doesn't answer, and kafkajs would wait for a minute: the sockets are cut then. */
  async leave(disconnect: Promise<unknown>): Promise<void> {
    if (!(await within(GOODBYE_MS, disconnect))) this.cut();
  }

  /**
   * From now on, data that the other side has not received does not arrive. `destroy()` would only close: the kernel
   * goes on to deliver written data, for minutes while the network is broken. A reset discards it.
   */
  cut(): void {
    this.isCut = true;
    for (const socket of this.open) {
      // A reset would wait for the connection, behind the data that is written when it opens.
      if (socket.connecting) socket.destroy();
      else socket.resetAndDestroy();
    }
  }
}
