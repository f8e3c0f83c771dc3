/** Any JSON answer: the tests check its shape. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Json;
  data: Json;
  /** Codes of the errors, in order. */
  codes: string[];
  /** Pointers of the errors, in order. */
  pointers: (string | undefined)[];
}

/** A client of the API that sends the same headers each time. */
export class Caller {
  constructor(
    readonly url: string,
    readonly headers: Record<string, string> = {},
  ) {}

  with(headers: Record<string, string>): Caller {
    return new Caller(this.url, { ...this.headers, ...headers });
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
      headers: { ...this.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
    });
    return answerOf(response, await response.text());
  }

  get = (path: string, headers?: Record<string, string>) => this.send('GET', path, undefined, headers);
  put = (path: string, body?: unknown, headers?: Record<string, string>) => this.send('PUT', path, body, headers);
  post = (path: string, body?: unknown, headers?: Record<string, string>) => this.send('POST', path, body, headers);
  patch = (path: string, body?: unknown) => this.send('PATCH', path, body);
  delete = (path: string, headers?: Record<string, string>) => this.send('DELETE', path, undefined, headers);
}

function answerOf(response: Response, text: string): Answer {
  const json = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
  const body = json ? JSON.parse(text) : undefined;
  const errors: { code: string; source?: { pointer: string } }[] = body?.errors ?? [];
  return {
    status: response.status,
    headers: response.headers,
    text,
    body,
    data: body?.data,
    codes: errors.map(({ code }) => code),
    pointers: errors.map(({ source }) => source?.pointer),
  };
}
