import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';
import { useSession } from '../session/use-session.js';

/**
 * State that a reload of the page does not lose: what the user has entered and not sent. It goes when they leave the
 * page for another one, and when they sign out.
 */
export function useDraft<T>(name: string, initial: T): [T, Dispatch<SetStateAction<T>>] {
  const { account } = useSession();
  const key = `draft/${account?.id}/${name}`;
  const [value, setValue] = useState<T>(() => read<T>(key) ?? initial);
  useEffect(() => keep(key, value === initial ? undefined : JSON.stringify(value)), [key, value, initial]);
  useEffect(() => () => keep(key, undefined), [key]);
  return [value, setValue];
}

/** A draft is restored after a reload only: a link begins anew. */
const isReload = (): boolean =>
  performance.getEntriesByType('navigation').some((entry) => (entry as PerformanceNavigationTiming).type === 'reload');

function read<T>(key: string): T | undefined {
  try {
    if (!isReload()) return undefined;
    const kept = sessionStorage.getItem(key);
    return kept === null ? undefined : (JSON.parse(kept) as T);
  } catch {
    return undefined;
  }
}

/** Browsers may have no room, or no such store at all; then a reload loses it. */
function keep(key: string, text: string | undefined): void {
  try {
    if (text === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Nothing is kept.
  }
}

/** The browser asks before it leaves what can't be kept: a secret, or a very long list. */
export function useAskBeforeLeaving(when: boolean): void {
  useEffect(() => {
    if (!when) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [when]);
}
