import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface ListenSettings {
  HOST: string;
  HTTP_PORT: number;
}

/** Ends the process with one line that says which setting moves the port, when that is what failed; else throws. */
export function exitWhenPortTaken(error: unknown, host: string, port: number, setting: string): never {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
  const reason = code === 'EACCES' ? 'may not be used by this user' : 'is already in use';
  process.stderr.write(`Port ${port} on ${host} ${reason}; set ${setting} to another one.\n`);
  process.exit(1);
}

/** Starts to answer; a port that is taken ends the process with one line that says which setting moves it. */
export async function listenOrExit(app: NestFastifyApplication, { HOST, HTTP_PORT }: ListenSettings): Promise<void> {
  try {
    await app.listen(HTTP_PORT, HOST);
  } catch (error) {
    exitWhenPortTaken(error, HOST, HTTP_PORT, 'HTTP_PORT');
  }
}
