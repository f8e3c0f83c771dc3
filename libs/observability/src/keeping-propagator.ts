import type { TextMapPropagator } from '@opentelemetry/api';

/**
 * Leaves a carrier alone that tells its trace already. A record that waited in the outbox has the trace of the request
 * that wrote it; whoever sends it, in some batch, would put one of its own in the place of that.
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
