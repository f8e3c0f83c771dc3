import { useSyncExternalStore } from 'react';
import { fullTime, sinceText } from '../words/time.js';

const STEP_MS = 20_000;
let now = new Date();

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all that is shown. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = new Date();
    for (const tick of listeners) tick();
  }, STEP_MS);
  return () => {
    listeners.delete(listener);
  };
}

/** How long ago, with the whole time in the viewer's zone behind it. */
export function Ago({ at }: { at: string }) {
  const current = useSyncExternalStore(subscribe, () => now);
  const date = new Date(at);
  return (
    <time dateTime={at} title={fullTime(date)}>
      {sinceText(date, current < date ? date : current)}
    </time>
  );
}

export function FullTime({ at }: { at: string }) {
  return <time dateTime={at}>{fullTime(new Date(at))}</time>;
}
