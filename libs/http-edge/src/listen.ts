import { writeSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface ListenSettings {
  HOST: string;
  HTTP_PORT: number;
}

const REASONS: Record<string, string> = {
  EADDRINUSE: 'is already in use',
  EACCES: 'may not be used by this user',
};

/**
 * If the port is taken, ends the process with one line that names the setting; otherwise returns. The line is the last
 * output, because an earlier listener flushes the log when the process exits.
 */
export function exitWhenPortTaken(error: unknown, host: string, port: number, setting: string): void {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  if (reason === undefined) return;
  process.once('exit', () => writeSync(2, `Port ${port} on ${host} ${reason}; set ${setting} to another one.\n`));
  process.exit(1);
}

/** Starts to listen; a taken port ends the process with one line that names the setting. */
export async function listenOrExit(app: NestFastifyApplication, { HOST, HTTP_PORT }: ListenSettings): Promise<void> {
  const exit = (error: unknown) => exitWhenPortTaken(error, HOST, HTTP_PORT, 'HTTP_PORT');
  const server = app.getHttpServer();
  // Before Nest's own listener, which would log the error as a fault of the service.
  server.once('error', exit);
  await app.listen(HTTP_PORT, HOST);
  server.off('error', exit);
}
