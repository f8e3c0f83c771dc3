import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MessageHandler, ServerTCP } from '@nestjs/microservices';
import type { RpcError } from '@conferencing/contracts';
import { throwError } from 'rxjs';
import type { ReadModelsSettings } from '../../read-models.config.js';
import { type QueryDispatch, UNKNOWN_QUERY } from '../rpc/query-dispatch.js';
import { QuerySecret } from './query-secret.js';
import { QuerySocket } from './query-socket.js';

/** A Nest client uses one connection for all of its queries. */
const MAX_CONNECTIONS = 1_000;

const HANDSHAKE_MS = 5_000;

const UNKNOWN_CALLER: RpcError = {
  status: '401',
  code: 'unauthorized',
  detail: 'The query has no secret, or a wrong one.',
};

type Caller = Parameters<ServerTCP['handleMessage']>[0];

/** Milliseconds that a caller has to take its last answers when the process shuts down. */
const FLUSH_MS = 500;

/**
 * Nest's TCP transport. It answers all open queries before it closes, and tolerates clients that send invalid frames.
 */
export class TcpQueryServer extends ServerTCP {
  private readonly secret: QuerySecret;

  constructor(
    settings: ReadModelsSettings,
    private readonly queries: QueryDispatch,
  ) {
    const { HOST: host, TCP_PORT: port, TCP_TLS_CERT: cert, TCP_TLS_KEY: key } = settings;
    const tlsOptions = cert === undefined ? undefined : { cert, key, handshakeTimeout: HANDSHAKE_MS };
    super({ host, port, socketClass: QuerySocket, ...(tlsOptions && { tlsOptions }) });
    this.secret = new QuerySecret(settings.TCP_SECRET, settings.TCP_SECRET_PREVIOUS);
    this.server.maxConnections = MAX_CONNECTIONS;
  }

  /** Nest's own `listen` reports a taken port and no other failure: the start would then wait without end. */
  override listen(callback: (error?: unknown) => void): void {
    this.server.once('error', callback);
    this.server.once('listening', () => this.server.off('error', callback));
    super.listen(callback);
  }

  /** Broken frames and connections are the callers' faults, and their content must not be logged. */
  override bindHandler(socket: Socket): void {
    this.trackOpenSocket(socket);
    const caller = this.getSocketInstance(socket);
    caller.on('message', (message: unknown) => {
      this.handleMessage(caller, message).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'A message over TCP could not be handled');
      });
    });
    caller.on('error', () => socket.destroy());
  }

  /** A query without the secret gets an error, and nothing runs. */
  override async handleMessage(caller: Caller, message: unknown): Promise<unknown> {
    if (this.secret.isIn(message)) return super.handleMessage(caller, message);
    const { id } = (message ?? {}) as { id?: unknown };
    if (id !== undefined) caller.sendMessage({ id, err: UNKNOWN_CALLER, isDisposed: true });
    return undefined;
  }

  override getHandlerByPattern(pattern: string): MessageHandler {
    return super.getHandlerByPattern(pattern) ?? (() => Promise.resolve(throwError(() => UNKNOWN_QUERY)));
  }

  /** A taken port is no fault of the service: `listen` reports it to the caller. */
  protected override handleError(error: string): void {
    if ((error as unknown as NodeJS.ErrnoException).code !== 'EADDRINUSE') super.handleError(error);
  }

  /** No caller waits for an answer to an event. */
  override handleEvent(): Promise<void> {
    return Promise.resolve();
  }

  override async close(): Promise<void> {
    this.isManuallyTerminated = true;
    this.server.close();
    const sockets = [...this.openSockets];
    // Nothing more is read: a caller that asks now sees the connection end, and asks another process.
    for (const socket of sockets) socket.pause();
    await this.queries.answered();
    const flushed = sockets.map((socket) => Promise.race([once(socket, 'close'), sleep(FLUSH_MS)]));
    for (const socket of sockets) socket.destroySoon();
    await Promise.allSettled(flushed);
    super.close();
  }
}
