import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Agent, errors, request } from 'undici';
import { rateLimited, unreachable, unusable } from './transient-failure.js';
import { askedWait } from './rate-limit.js';
import type { Headers } from './rate-limit.js';
import type { TimeBudget } from './time-budget.js';
import type { RetryLimits } from './zoom.config.js';
import { DirectoryFailure } from '../../domain/external-directory.port.js';

export interface ZoomRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/** A final answer from Zoom: 2xx or a 4xx other than 429, with its JSON object if there was one. */
export interface ZoomAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> | null;
}

/** 300 users are less than 300 kB. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** One request, one answer: no retry, no redirect, bounded in time and size. */
export class ZoomHttp {
  private readonly agent: Agent;

  constructor(private readonly limits: RetryLimits) {
    this.agent = new Agent({ connect: { timeout: limits.attempt }, maxResponseSize: MAX_BODY_BYTES });
  }

  /** Throws `TransientFailure` if there is no usable answer, `DirectoryFailure` if a retry is pointless. */
  async send(zoomRequest: ZoomRequest, budget: TimeBudget): Promise<ZoomAnswer> {
    const timeout = AbortSignal.timeout(Math.max(1, Math.ceil(Math.min(this.limits.attempt, budget.left()))));
    const signal = budget.signal === undefined ? timeout : AbortSignal.any([timeout, budget.signal]);
    const { url, ...options } = zoomRequest;
    try {
      const headers = { 'accept-encoding': 'gzip', ...zoomRequest.headers };
      const response = await request(url, { ...options, headers, signal, dispatcher: this.agent });
      const body = await textOf(Buffer.from(await response.body.arrayBuffer()), response.headers);
      return this.judge(response.statusCode, response.headers, body);
    } catch (error) {
      throw noAnswer(error, timeout);
    }
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private judge(status: number, headers: Headers, body: string): ZoomAnswer {
    if (status === 429) throw rateLimited(askedWait(headers, new Date()));
    if (status >= 500 || status === 408) throw unreachable('Zoom answered with a server error.');
    if (status >= 300 && status < 400) {
      throw new DirectoryFailure('rejected', 'Zoom answered with a redirect, which is not followed.');
    }
    const json = object(body);
    if (json === null && status < 300) throw unusable('The answer from Zoom is not valid JSON.');
    return { status, headers, body: json };
  }
}

const gunzipped = promisify(gunzip);

/** An undecodable or oversized body becomes '', which then fails to parse as JSON. */
async function textOf(body: Buffer, headers: Headers): Promise<string> {
  if (headers['content-encoding'] !== 'gzip') return body.toString();
  return gunzipped(body, { maxOutputLength: MAX_BODY_BYTES }).then(String, () => '');
}

function object(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** The message of the error may contain addresses or headers, so it is not passed on. */
function noAnswer(error: unknown, timeout: AbortSignal): Error {
  if (error instanceof DirectoryFailure || (error as Error).name === 'TransientFailure') return error as Error;
  if (timeout.aborted) return unreachable('Zoom did not answer in time.');
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return new DirectoryFailure('rejected', 'The answer from Zoom is too large.');
  }
  if ((error as Error).name === 'AbortError')
    return new DirectoryFailure('unreachable', 'The request to Zoom was cancelled.');
  return unreachable('Zoom could not be reached.');
}
