import { type Connection, type PoolClient, Query } from 'pg';

/** What the driver's own types leave out. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * `COPY … FROM STDIN` of rows that are in memory. They are sent right behind the command, as the protocol allows (rows
 * behind a refused command are ignored), so that it can stand in a pipeline, which takes no streams.
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
    connection.query(this.command);
    for (const chunk of this.content) (connection as CopyConnection).sendCopyFromChunk(chunk);
    (connection as CopyConnection).endCopyFrom();
  };

  /** The server asks for what is already on its way. */
  handleCopyInResponse(): void {}
}

/** @param queryTimeout after which the client gives it up, in milliseconds; the connection's unless told */
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
