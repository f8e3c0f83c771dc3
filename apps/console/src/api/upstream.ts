import { unavailable } from '@conferencing/http-edge';
import { DomainError } from '@conferencing/kernel';
import { currentRequest, currentTraceparent } from '@conferencing/observability';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Agent, type Dispatcher, errors } from 'undici';

/** A request that needs Zoom takes up to 30 s there. */
const HEADERS_TIMEOUT_MS = 60_000;
/** Between two pieces of an answer. */
const BODY_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 3_000;
const SMALL_ANSWER_TIMEOUT_MS = 10_000;
/** Small answers only are read into memory. */
const SMALL_ANSWER_BYTES = 1 << 20;

export interface UpstreamRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer | string;
  signal?: AbortSignal;
  /** True for an answer without an end. */
  endless?: boolean;
}

export interface SmallAnswer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/** One of the services behind the console. */
export class Upstream implements OnApplicationShutdown {
  private readonly agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: BODY_TIMEOUT_MS,
  });

  /** @param name as people know it */
  constructor(
    readonly name: string,
    private readonly url: string,
  ) {}

  /** @throws DomainError 503 when it can't be reached, 502 when it answers nothing that can be passed on */
  async send({ endless = false, ...request }: UpstreamRequest): Promise<Dispatcher.ResponseData> {
    const { requestId } = currentRequest() ?? {};
    const traceparent = currentTraceparent();
    try {
      return await this.agent.request({
        origin: this.origin,
        path: `${this.prefix}${request.path}`,
        method: request.method as Dispatcher.HttpMethod,
        headers: {
          ...request.headers,
          ...(requestId !== undefined && { 'x-request-id': requestId }),
          ...(traceparent !== undefined && { traceparent }),
        },
        body: request.body ?? null,
        signal: request.signal,
        ...(endless && { bodyTimeout: 0 }),
      });
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** A call of the console itself, whose answer is small JSON. */
  async ask(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: object,
    timeoutMs = SMALL_ANSWER_TIMEOUT_MS,
  ): Promise<SmallAnswer> {
    const signal = AbortSignal.timeout(timeoutMs);
    const { statusCode, body: answer } = await this.send({
      method,
      path,
      headers: { accept: 'application/json', ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal,
    });
    try {
      const text = await readSmall(answer);
      return { status: statusCode, body: text === '' ? undefined : JSON.parse(text) };
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** For health checks. */
  async check(): Promise<void> {
    const { status } = await this.ask('GET', '/health/ready', {}, undefined, 2_000);
    if (status !== 200) throw Object.assign(new Error(`${this.name} is not ready`), { code: `HTTP_${status}` });
  }

  /** By then every answer has ended that a browser waited for. */
  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  private get origin(): string {
    return new URL(this.url).origin;
  }

  /** Of a service that is reached below a path. */
  private get prefix(): string {
    return new URL(this.url).pathname.replace(/\/$/, '');
  }

  private failure(error: unknown): Error {
    const { code, name } = error as { code?: string; name?: string };
    const answersBadly = error instanceof errors.HTTPParserError || error instanceof SyntaxError;
    if (
      answersBadly ||
      code === 'UND_ERR_HEADERS_TIMEOUT' ||
      code === 'UND_ERR_BODY_TIMEOUT' ||
      name === 'TimeoutError'
    ) {
      const detail = `${this.name} gave no answer that can be used; try again in a moment.`;
      return new DomainError('bad_gateway', { code: 'bad_gateway', detail }, { cause: error });
    }
    if (name === 'AbortError') return error as Error;
    return unavailable(`${this.name} cannot be reached now; try again in a moment.`, { cause: error });
  }
}

async function readSmall(answer: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > SMALL_ANSWER_BYTES) throw new SyntaxError('The answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

export class Conferencing extends Upstream {}
export class ReadModels extends Upstream {}
