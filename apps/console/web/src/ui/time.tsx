import { useSyncExternalStore } from 'react';
import { fullTime, sinceText } from '../words/time.js';

const STEP_MS = 20_000;
let now = new Date();

function subscribe(listener: () => void): () => void {
  const timer = setInterval(() => {
    if (Date.now() - now.getTime() >= STEP_MS) now = new Date();
    listener();
  }, STEP_MS);
  return () => clearInterval(timer);
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
