import { type Connection, type PoolClient, Query } from 'pg';

/** What the driver's own types lack. */
interface CopyConnection extends Connection {
  endCopyFrom(): void;
}

const COPY_DATA = 'd'.charCodeAt(0);
const LENGTH_BYTES = 4;

/**
 * `COPY … FROM STDIN` of rows in memory. They are sent directly behind the command, as the protocol allows (rows behind
 * a refused command are ignored), so that it works in a pipeline, which takes no streams.
 */
class CopyRows extends Query {
  constructor(
    private readonly command: string,
    private readonly content: readonly Buffer[],
    readonly query_timeout: number | undefined,
    callback: (error: Error | null | undefined) => void,
  ) {
    super(command, undefined, callback);
  }

  override submit = (connection: Connection): void => {
    const { stream } = connection;
    if (!stream.writable) return;
    stream.cork();
    connection.query(this.command);
    for (const chunk of this.content) {
      // The driver's own `sendCopyFromChunk` copies all bytes once more.
      stream.write(copyDataHeader(chunk.length));
      stream.write(chunk);
    }
    (connection as CopyConnection).endCopyFrom();
    stream.uncork();
  };

  /** The server asks for rows that are already sent. */
  handleCopyInResponse(): void {}
}

/** Of a CopyData message, see "Message Formats" in PostgreSQL's protocol documentation. */
function copyDataHeader(length: number): Buffer {
  const header = Buffer.allocUnsafe(1 + LENGTH_BYTES);
  header[0] = COPY_DATA;
  header.writeInt32BE(LENGTH_BYTES + length, 1);
  return header;
}

/**
 * @param queryTimeout milliseconds after which the client gives up; the default is the connection's
 */
export function copyRows(
  client: PoolClient,
  command: string,
  rows: readonly Buffer[],
  queryTimeout?: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyRows(command, rows, queryTimeout, (error) => (error ? reject(error) : resolve())));
  });
}
