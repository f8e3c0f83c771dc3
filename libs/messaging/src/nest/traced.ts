import {
  context as otelContext,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import type { SpanContext, SpanOptions, Tracer } from '@opentelemetry/api';
import type { BatchHandler } from '../apply/batch-handler.js';
import type { KafkaRecord } from '../kafka/kafka.port.js';

/** OpenTelemetry's own default limit of links on a span. */
const MAX_ORIGINS = 128;

/**
 * One span for each batch, linked with the traces that its records come from. Each of these traces reaches to here: the
 * span of a batch of one trace is part of it; where there are several, each gets a span for the time of the batch.
 */
export function traced(consumer: string, handler: BatchHandler): BatchHandler {
  const tracer = trace.getTracer('messaging');
  return (batch, context) => {
    const name = `process ${batch.topic}`;
    const attributes = {
      'messaging.system': 'kafka',
      'messaging.operation.type': 'process',
      'messaging.operation.name': 'process',
      'messaging.destination.name': batch.topic,
      'messaging.destination.partition.id': String(batch.partition),
      'messaging.consumer.group.name': consumer,
      'messaging.batch.message_count': batch.records.length,
    };
    const origins = originsOf(batch.records);
    const options = { kind: SpanKind.CONSUMER, attributes, links: origins.map((origin) => ({ context: origin })) };
    const [origin, ...others] = origins.filter(({ traceFlags }) => (traceFlags & TraceFlags.SAMPLED) !== 0);
    const only = others.length === 0 ? origin : undefined;
    const parent = only ? trace.setSpanContext(ROOT_CONTEXT, only) : otelContext.active();
    const startTime = new Date();
    return tracer.startActiveSpan(name, options, parent, async (span) => {
      try {
        return await handler(batch, context);
      } catch (error) {
        span.recordException(error as Error);
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
        const links = [{ context: span.spanContext() }];
        if (origin && !only) showIn([origin, ...others], tracer, name, { ...options, startTime, links });
      }
    });
  };
}

function showIn(origins: readonly SpanContext[], tracer: Tracer, name: string, options: SpanOptions): void {
  for (const origin of origins) tracer.startSpan(name, options, trace.setSpanContext(ROOT_CONTEXT, origin)).end();
}

/** The spans that wrote the records, each once. Empty while no SDK is registered: then reading the headers of each record would be wasted. */
function originsOf(records: readonly KafkaRecord[]): SpanContext[] {
  const origins = new Map<string, SpanContext>();
  if (propagation.fields().length === 0) return [];
  for (const { headers } of records) {
    if (origins.size === MAX_ORIGINS) break;
    if (headers.traceparent === undefined) continue;
    const origin = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, headers));
    if (origin && isSpanContextValid(origin)) origins.set(`${origin.traceId}${origin.spanId}`, origin);
  }
  return [...origins.values()];
}
