import pg, { type ConnectionConfig, type PoolClient } from 'pg';

/** What the driver's own types lack. */
interface OpenClient {
  processID: number | null;
  secretKey: number | null;
  host: string;
  port: number;
  ssl: ConnectionConfig['ssl'];
  sslNegotiation: 'postgres' | 'direct';
  connection: WireConnection;
}

interface WireConnection {
  stream: { destroy(): void };
  on(event: 'connect' | 'sslconnect' | 'error' | 'end', listener: () => void): void;
  connect(portOrSocket: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
}

/** After this long, in milliseconds, the server has to find out for itself that nobody reads any more. */
const CANCEL_TIMEOUT_MS = 5_000;

/**
 * Ends what runs on a connection, and the connection. No further statement is sent, so an open transaction is rolled
 * back unless its COMMIT was on its way. The server is asked to cancel at once, over a connection that takes no place in
 * a pool; if that fails, it notices the closed socket within 2 s (`client_connection_check_interval`).
 */
export function abandon(client: PoolClient): void {
  const open = client as unknown as OpenClient;
  cancel(open);
  open.connection.stream.destroy();
}

/** Source: "Canceling Requests in Progress" in PostgreSQL's protocol documentation. */
function cancel({ processID, secretKey, host, port, ssl, sslNegotiation }: OpenClient): void {
  if (processID === null || secretKey === null) return;
  const connection = new pg.Connection({ ssl, sslNegotiation } as ConnectionConfig) as unknown as WireConnection;
  const timer = setTimeout(() => connection.stream.destroy(), CANCEL_TIMEOUT_MS);
  connection.on('error', () => connection.stream.destroy());
  // The server closes the connection when it has passed the request on.
  connection.on('end', () => clearTimeout(timer));
  if (ssl && sslNegotiation !== 'direct') connection.on('connect', () => connection.requestSsl());
  connection.on(ssl ? 'sslconnect' : 'connect', () => connection.cancel(processID, secretKey));
  if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
  else connection.connect(port, host);
}
