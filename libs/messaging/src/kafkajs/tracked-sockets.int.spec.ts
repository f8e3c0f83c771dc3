import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { eventually } from '@conferencing/testing';
import { TrackedSockets } from './tracked-sockets.js';

/** More than the network holds, less than the sender's kernel accepts. */
const SIZE = 300_000;

const psk = Buffer.from('a shared key of the test');
const ciphers = { ciphers: 'PSK', maxVersion: 'TLSv1.2' as const };
const serverTls: TlsOptions = { ...ciphers, pskCallback: () => psk };
const clientTls = {
  ...ciphers,
  pskCallback: () => ({ psk, identity: 'test' }),
  checkServerIdentity: () => undefined,
};

/** Counts the bytes that it receives. */
class Receiver {
  bytes = 0;
  ended = false;

  take(socket: Socket | TLSSocket): void {
    socket.on('data', (data) => (this.bytes += data.length));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.ended = true));
  }
}

/** A network between a client and a server that can delay all data and deliver it later. */
class Network {
  private readonly ways: [Socket, Socket][] = [];
  readonly server: Server;

  constructor(target: () => number) {
    this.server = createServer((socket) => {
      const onward = connect(target(), '127.0.0.1');
      for (const end of [socket, onward]) end.on('error', () => onward.destroy());
      socket.pipe(onward).pipe(socket);
      this.ways.push([socket, onward]);
    });
  }

  hold(): void {
    for (const [socket, onward] of this.ways) socket.unpipe(onward).pause();
  }

  deliver(): void {
    for (const [socket, onward] of this.ways) socket.pipe(onward);
  }
}

describe('the sockets of an abandoned client', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  };

  async function writeThrough(ssl: object | undefined, end: (sockets: TrackedSockets, socket: Socket) => void) {
    const receiver = new Receiver();
    const take = (socket: Socket) => receiver.take(socket);
    const port = await listen(ssl ? createTlsServer(serverTls, take) : createServer(take));
    const network = new Network(() => port);
    const host = '127.0.0.1';
    const sockets = new TrackedSockets();
    const way = await listen(network.server);
    const socket = await new Promise<Socket>((resolve) => {
      const made: Socket = sockets.factory({ host, port: way, ssl: ssl as never, onConnect: () => resolve(made) });
    });
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.write('first', resolve));
    await eventually(() => receiver.bytes === 5);
    network.hold();
    await new Promise((resolve) => socket.write(Buffer.alloc(SIZE), resolve));
    end(sockets, socket);
    await eventually(() => socket.destroyed);
    network.deliver();
    await eventually(() => receiver.ended);
    return receiver.bytes - 5;
  }

  it.each([
    ['plain sockets', undefined],
    ['sockets under TLS', clientTls],
  ])('deliver nothing more once they are cut: %s', async (_, ssl) => {
    expect(await writeThrough(ssl, (sockets) => sockets.cut())).toBeLessThan(SIZE);
    // Data of a socket that is only destroyed arrives completely.
    expect(await writeThrough(ssl, (_sockets, socket) => socket.destroy())).toBe(SIZE);
  });

  it('never open if they are cut while they connect, and write nothing', async () => {
    const receiver = new Receiver();
    const port = await listen(createServer((socket) => receiver.take(socket)));
    const sockets = new TrackedSockets();
    let connected = false;
    const onConnect = () => (connected = true);
    const socket = sockets.factory({ host: '127.0.0.1', port, ssl: undefined as never, onConnect });
    socket.on('error', () => undefined);
    socket.write('early');
    sockets.cut();
    await once(socket, 'close');
    expect([connected, receiver.bytes]).toEqual([false, 0]);
    expect(() => sockets.factory({ host: '127.0.0.1', port, ssl: undefined as never, onConnect })).toThrow('abandoned');
  });
});
