/** The actor of a change, as `token:<id>`, `platform`, `user:<sub>` or `system:<what>`, and the trace it belongs to. */
export interface Provenance {
  actor: string;
  /** W3C Trace Context, version 00; null when there is none. */
  traceparent: string | null;
}
