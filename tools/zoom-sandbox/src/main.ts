import 'reflect-metadata';
import { sandboxSettings } from './sandbox.config.js';
import { startSandbox } from './start-sandbox.js';

async function main(): Promise<void> {
  const { app, url } = await startSandbox(sandboxSettings(process.env));
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  process.stdout.write(`${JSON.stringify({ level: 'info', message: 'Zoom sandbox is listening', url })}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${JSON.stringify({ level: 'error', message: error.message })}\n`);
  process.exit(1);
});
