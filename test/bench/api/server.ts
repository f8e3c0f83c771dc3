import { fork } from 'node:child_process';
import { join, resolve } from 'node:path';

export interface Server {
  url: string;
  stop(): Promise<void>;
}

/** Starts one of the servers of this folder in its own process. */
export function startServer(name: string, env: Record<string, string>): Promise<Server> {
  const hook = resolve(__dirname, '../../../libs/testing/typescript-hook.js');
  const child = fork(join(__dirname, `${name}.ts`), [], { execArgv: ['-r', hook], env: { ...process.env, ...env } });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = () => {
    child.disconnect();
    return exited;
  };
  return new Promise((started, reject) => {
    child.once('message', ({ url }: { url: string }) => started({ url, stop }));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
}
