import { type Answer, Caller } from '../../e2e/api/caller.js';

/** Keeps cookies and sends what a page of the console sends; for all that needs no window. */
export class HttpBrowser {
  private readonly jar = new Map<string, string>();
  csrf = '';

  constructor(readonly url: string) {}

  /** The same cookies at another process. */
  at(url: string): HttpBrowser {
    const other = new HttpBrowser(url);
    for (const [name, value] of this.jar) other.jar.set(name, value);
    other.csrf = this.csrf;
    return other;
  }

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  setCookie(name: string, value: string): void {
    this.jar.set(name, value);
  }

  cookieOf(name: string): string | undefined {
    return this.jar.get(name);
  }

  async send(method: string, path: string, body?: unknown, own: Record<string, string> = {}): Promise<Answer> {
    const isWrite = method !== 'GET' && method !== 'HEAD';
    const headers = {
      ...(this.jar.size > 0 && { cookie: this.cookie }),
      ...(isWrite && { origin: this.url, 'x-csrf-token': this.csrf }),
      'sec-fetch-site': 'same-origin',
    };
    const answer = await new Caller(this.url, headers).send(method, path, body, own);
    for (const line of answer.headers.getSetCookie()) this.take(line);
    return answer;
  }

  get = (path: string, headers?: Record<string, string>) => this.send('GET', path, undefined, headers);
  put = (path: string, body?: unknown, headers?: Record<string, string>) => this.send('PUT', path, body, headers);
  post = (path: string, body?: unknown, headers?: Record<string, string>) => this.send('POST', path, body, headers);
  delete = (path: string, headers?: Record<string, string>) => this.send('DELETE', path, undefined, headers);

  /** Signs in, and sends the token of the new session from then on. */
  async signIn(token: string): Promise<Answer> {
    const answer = await this.post('/session', { token });
    this.csrf = answer.data?.csrf_token ?? '';
    return answer;
  }

  private take(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/Max-Age=0(;|$)/.test(line) || value === '') this.jar.delete(name);
    else this.jar.set(name, value);
  }
}
