import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePorts } from '@conferencing/servers';
import { Caller } from '../../e2e/api/caller.js';

export const CLIENT = { client_id: 'console', client_secret: 'secret-of-the-console' };

/** A real OpenID provider in a process of its own. */
export class OpenIdProvider {
  private constructor(
    readonly issuer: string,
    private readonly process: ChildProcess,
  ) {}

  /** @param accounts what the claim `account_id` says, by the name of the user */
  static async start(redirectUri: string, accounts: Record<string, unknown>): Promise<OpenIdProvider> {
    const [port] = await freePorts(1);
    const issuer = `http://localhost:${port}`;
    const clients = [{ ...CLIENT, redirect_uris: [redirectUri] }];
    const child = spawn(process.execPath, [join(__dirname, 'openid-provider.mjs')], {
      env: { PATH: process.env.PATH, OPENID_PROVIDER: JSON.stringify({ issuer, clients, accounts }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return new OpenIdProvider(issuer, child);
  }

  async stop(): Promise<void> {
    this.process.kill();
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
  }

  /** Types a name into the provider's page, as a person does; the address that the provider sends the browser back to. */
  async signIn(authorizeUrl: string, name: string): Promise<string> {
    const cookies = new Map<string, string>();
    let next = authorizeUrl;
    let form: string | undefined;
    for (let step = 0; step < 10; step++) {
      const headers = { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
      const answer = await new Caller('').send(form === undefined ? 'GET' : 'POST', next, form, {
        ...headers,
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(key, value);
      }
      form = undefined;
      const location = answer.headers.get('location');
      if (location !== null) {
        next = new URL(location, this.issuer).href;
        if (!next.startsWith(this.issuer)) return next;
        continue;
      }
      const [, action] = /action="([^"]+)"/.exec(answer.text) ?? [];
      if (action === undefined) throw new Error(`The provider shows no form: ${answer.status} ${answer.text}`);
      next = new URL(action, this.issuer).href;
      form = new URLSearchParams({ prompt: 'login', login: name, password: 'x' }).toString();
    }
    throw new Error('The provider sends nobody back');
  }
}
