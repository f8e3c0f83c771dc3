import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Server } from 'node:net';

/** Above 10,080, the highest port that `fetch` and browsers refuse to connect to (WHATWG Fetch, "bad port"). */
export const LOWEST = 10_081;
const HIGHEST = 32_768;

/** A TCP port on loopback without a listener at this moment. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  return port!;
}

/**
 * Several ports that differ from one another. They are below the numbers that Linux uses for outgoing connections (from
 * 32,768 on), which could take one before its server starts.
 */
export async function freePorts(count: number): Promise<number[]> {
  const held: Server[] = [];
  while (held.length < count) {
    const server = createServer();
    try {
      await once(server.listen(randomInt(LOWEST, HIGHEST), '127.0.0.1'), 'listening');
      held.push(server);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  const ports = held.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Whether a process accepts connections on this port of loopback, or listens there on any address. */
export async function isPortTaken(port: number): Promise<boolean> {
  if (await accepts(port)) return true;
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(true);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)));
  });
}

/** Resolves to true if the port accepts a TCP connection within a second. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 });
    const end = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
