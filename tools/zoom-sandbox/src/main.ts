import 'reflect-metadata';
import { sandboxSettings } from './sandbox.config.js';
import { startSandbox } from './start-sandbox.js';

async function main(): Promise<void> {
  const { app, url } = await startSandbox(sandboxSettings(process.env));
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  process.stdout.write(`${JSON.stringify({ level: 'info', msg: 'Zoom sandbox is listening', url })}\n`);
}

main().catch((error: unknown) => {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  const msg = code === 'EADDRINUSE' ? `Port ${port} is taken; set HTTP_PORT to another one.` : message;
  process.stderr.write(`${JSON.stringify({ level: 'error', msg })}\n`);
  process.exit(1);
});
