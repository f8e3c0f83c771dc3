import { SpanKind, SpanStatusCode, isSpanContextValid, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type { Link } from '@opentelemetry/api';
import type { BatchHandler } from '../apply/batch-handler.js';
import type { KafkaRecord } from '../kafka/kafka.port.js';

/** OpenTelemetry's own default limit of links on a span. */
const MAX_LINKS = 128;

/** One span for each batch, linked with the traces of its records. */
export function traced(consumer: string, handler: BatchHandler): BatchHandler {
  const tracer = trace.getTracer('messaging');
  return (batch, context) => {
    const attributes = {
      'messaging.system': 'kafka',
      'messaging.operation.type': 'process',
      'messaging.operation.name': 'process',
      'messaging.destination.name': batch.topic,
      'messaging.destination.partition.id': String(batch.partition),
      'messaging.consumer.group.name': consumer,
      'messaging.batch.message_count': batch.records.length,
    };
    const options = { kind: SpanKind.CONSUMER, attributes, links: linksOf(batch.records) };
    return tracer.startActiveSpan(`process ${batch.topic}`, options, async (span) => {
      try {
        return await handler(batch, context);
      } catch (error) {
        span.recordException(error as Error);
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  };
}

/** Empty while no SDK is registered: then reading the headers of each record would be wasted. */
function linksOf(records: readonly KafkaRecord[]): Link[] {
  const links: Link[] = [];
  if (propagation.fields().length === 0) return links;
  for (const { headers } of records) {
    if (links.length === MAX_LINKS) break;
    if (headers.traceparent === undefined) continue;
    const context = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, headers));
    if (context && isSpanContextValid(context)) links.push({ context });
  }
  return links;
}
