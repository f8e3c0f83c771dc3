import type { Principal } from '@conferencing/http-edge';
import { currentTraceparent } from '@conferencing/observability';
import type { Provenance } from '../../domain/provenance.js';

/** The actor of a change, and the trace that it belongs to. */
export function provenanceOf(caller: Principal): Provenance {
  return { actor: caller.actor, traceparent: currentTraceparent() ?? null };
}
