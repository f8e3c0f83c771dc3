export interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

/** Calls one process with JSON, under one set of credentials. */
export class JsonApi {
  constructor(
    private readonly url: string,
    private readonly credentials: Readonly<Record<string, string>> = {},
  ) {}

  /**
   * @throws for any answer except 2xx
   */
  async call<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const answer = await this.ask<T>(method, path, body);
    if (answer.status < 300) return answer;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  /** Returns any answer. */
  async ask<T>(method: string, path: string, body?: unknown, timeoutMs = 35_000): Promise<Answer<T>> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...this.credentials, ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T, headers: response.headers };
  }
}
