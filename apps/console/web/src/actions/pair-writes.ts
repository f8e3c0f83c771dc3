import { answer, conferencing } from '../api/client.js';
import { asFault, type Fault } from '../api/fault.js';
import type { Explanation, Pair, PairRef } from '../api/types.js';
import { refOf } from '../api/types.js';
import { patiently } from './patiently.js';

/** The host to assign. */
export interface Target {
  connected_account_id: string;
  external_user_id: string;
}

export type Outcome =
  | { kind: 'done' }
  /** Another change came first; nothing was written. */
  | { kind: 'changed'; now: Explanation | null }
  | { kind: 'failed'; fault: Fault };

const CONFERENCING = '/v1/services/{service_id}/providers/{provider_id}/conferencing';

/** The write fails if the pair is not as it was shown. */
function asSeen({ version, conferencing: host }: Pick<Pair, 'version' | 'conferencing'>) {
  return host === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${version}"` };
}

type Seen = Pick<Pair, 'version' | 'conferencing'> & { ref: PairRef };

export const seen = (pair: Pair): Seen => ({
  ref: refOf(pair),
  version: pair.version,
  conferencing: pair.conferencing,
});

export async function assignOne(pair: Seen, target: Target): Promise<Outcome> {
  const params = { path: pair.ref, header: asSeen(pair) };
  return outcomeOf(pair.ref, () => answer(conferencing.PUT(CONFERENCING, { params, body: target })));
}

export async function clearOne(pair: Seen): Promise<Outcome> {
  if (pair.conferencing === null) return { kind: 'done' };
  const params = { path: pair.ref, header: asSeen(pair) };
  return outcomeOf(pair.ref, () => answer(conferencing.DELETE(CONFERENCING, { params })));
}

/** Confirms that a pair which lost its host needs none: it leaves the list of what needs attention. */
export async function confirmNoHost({ ref, version }: Seen): Promise<Outcome> {
  const params = { path: ref, header: { 'If-Match': `"${version}"` } };
  return outcomeOf(ref, () => answer(conferencing.DELETE(CONFERENCING, { params })));
}

async function outcomeOf(ref: PairRef, write: () => Promise<unknown>): Promise<Outcome> {
  try {
    await patiently(write);
    return { kind: 'done' };
  } catch (error) {
    const fault = asFault(error);
    if (fault.status !== 412) return { kind: 'failed', fault };
    return { kind: 'changed', now: await whoChanged(ref) };
  }
}

async function whoChanged(ref: PairRef): Promise<Explanation | null> {
  const call = conferencing.GET(`${CONFERENCING}/explain`, { params: { path: ref } });
  return answer(call).then(
    ({ data }) => data,
    () => null,
  );
}
