import type { TextMapPropagator } from '@opentelemetry/api';

/**
 * Never overwrites an existing traceparent: a record from the outbox has the trace of the request that wrote it, and
 * the relay that sends it would replace that by its own.
 */
export function keepingPropagator(inner: TextMapPropagator): TextMapPropagator {
  return {
    inject(context, carrier: unknown, setter) {
      if ((carrier as { traceparent?: unknown } | undefined)?.traceparent === undefined) {
        inner.inject(context, carrier, setter);
      }
    },
    extract: (context, carrier, getter) => inner.extract(context, carrier, getter),
    fields: () => inner.fields(),
  };
}
