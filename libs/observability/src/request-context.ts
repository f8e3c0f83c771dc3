import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { isSpanContextValid, trace } from '@opentelemetry/api';
import { CallerPresence } from './caller-presence.js';

/** The request, message or job that the running code serves. */
export interface RequestContext {
  readonly requestId: string;
  /** W3C trace context, from the caller or made for this request. */
  traceparent?: string;
  /** Leaves if the connection closes before the whole answer was written to it. */
  readonly caller: CallerPresence;
}

/** What {@link withRequestContext} needs from an answer. */
export interface OpenAnswer extends Pick<EventEmitter, 'once'> {
  readonly writableFinished?: boolean;
}

const storage = new AsyncLocalStorage<RequestContext>();
/**
 * Before Node 24, while a storage is in use, each `await` of the whole process calls hooks in JavaScript: a Kafka batch
 * took 0.4 ms longer. So it is disabled whenever no request is in flight.
 */
export const CONTEXT_HAS_HOOKS = Number(process.versions.node.split('.')[0]) < 24;
const inFlight = new Set<RequestContext>();

/** Milliseconds during which work can still detect that its caller has left. */
const GONE_MS = 30_000;

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * Runs `work` so that logs and {@link currentTraceparent} know its request, until the response has ended.
 *
 * @param response its `close` ends the request
 */
export function withRequestContext<T>(
  requestId: string,
  traceparent: string | undefined,
  response: OpenAnswer,
  work: () => T,
): T {
  const sane = traceparent !== undefined && TRACEPARENT.test(traceparent) ? traceparent : undefined;
  const context: RequestContext = { requestId, traceparent: sane, caller: new CallerPresence() };
  inFlight.add(context);
  response.once('close', () => {
    if (response.writableFinished !== false) return leave(context);
    context.caller.leave();
    setTimeout(() => leave(context), GONE_MS).unref();
  });
  return storage.run(context, work);
}

/** Runs work that several requests wait for: it ends early when `callers` leaves, not when the first of them does. */
export function workForAll<T>(callers: CallerPresence, work: () => T): T {
  const context = storage.getStore();
  return context === undefined ? work() : storage.run({ ...context, caller: callers }, work);
}

/** Runs work for a caller who has no HTTP request; the request ends with the work. */
export async function workForCaller<T>(caller: CallerPresence, work: () => Promise<T>): Promise<T> {
  const context: RequestContext = { requestId: randomBytes(8).toString('hex'), caller };
  inFlight.add(context);
  try {
    return await storage.run(context, work);
  } finally {
    leave(context);
  }
}

/** Ends the request before its response, for a stream that does not end. */
export function leaveRequestContext(): void {
  const context = storage.getStore();
  if (context !== undefined) leave(context);
}

function leave(context: RequestContext): void {
  if (inFlight.delete(context) && inFlight.size === 0 && CONTEXT_HAS_HOOKS) storage.disable();
}

export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

function newTraceparent(): string {
  const random = randomBytes(24).toString('hex');
  return `00-${random.slice(0, 32)}-${random.slice(32)}-00`;
}

/**
 * The W3C `traceparent` to pass on: of the active span if tracing is on, otherwise the caller's, otherwise one that is
 * made for the request. Undefined outside of any request.
 */
export function currentTraceparent(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  if (span !== undefined && isSpanContextValid(span)) {
    return `00-${span.traceId}-${span.spanId}-0${span.traceFlags & 1}`;
  }
  const request = storage.getStore();
  if (request === undefined) return undefined;
  request.traceparent ??= newTraceparent();
  return request.traceparent;
}
