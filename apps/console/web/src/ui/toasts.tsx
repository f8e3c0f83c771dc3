import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { asFault } from '../api/fault.js';
import { Button } from './button.js';

interface ToastContent {
  id: number;
  text: string;
  action?: { label: string; act: () => void };
  /** A fault, with the request to quote: it stays until the user has read it. */
  fault?: true;
}

const SHOWN_MS = 12_000;
let newest: ToastContent | undefined;
let toasts: readonly ToastContent[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly ToastContent[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

const dismiss = (id: number) => set(toasts.filter((toast) => toast.id !== id));
/** Nothing is done twice. */
const done = (id: number) => {
  dismiss(id);
  if (newest?.id === id) newest = undefined;
};
const add = (toast: Omit<ToastContent, 'id'>) => set([...toasts.slice(-2), { id: ++lastId, ...toast }]);

/** Says what has been done, with a way to take it back; it goes by itself. */
export function say(text: string, action?: ToastContent['action']): void {
  add({ text, ...(action ? { action } : {}) });
  if (action) newest = toasts.at(-1);
}

/** What the newest message with an action offers, also when the message has gone; for the command palette. */
export function newestAction(): { label: string; act: () => void } | undefined {
  if (newest?.action === undefined) return undefined;
  const { id, text, action } = newest;
  const act = () => {
    done(id);
    action.act();
  };
  return { label: `${action.label}: ${text}`, act };
}

/** Says what has failed, where no form can show it. */
export const sayFault = (error: unknown): void => add({ text: asFault(error).message, fault: true });

/** Browsers remember a part that they could not load; only the page as a whole can be tried again. */
export const sayNotLoaded = (): void =>
  add({
    text: 'This could not be opened: a part of the console is missing. Check your network, then load the page again.',
    fault: true,
    action: { label: 'Load again', act: () => window.location.reload() },
  });

/** Says what has failed, and offers another try. */
export const sayAgain = (text: string, act: () => void): void =>
  add({ text, fault: true, action: { label: 'Try again', act } });

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Nothing goes while the pointer or the focus is on it: it may be read slowly, or be reached by many keys. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  const [held, setHeld] = useState(false);
  return (
    // It only waits: what can be done with a message is in its buttons.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="toasts"
      aria-label="Messages"
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {shown.map((toast) => (
        <Toast key={toast.id} toast={toast} held={held} onGone={() => setHeld(false)} />
      ))}
    </section>
  );
}

const isCovered = (): boolean => document.querySelector('.dialog') !== null;

function Toast({ toast, held, onGone }: { toast: ToastContent; held: boolean; onGone: () => void }) {
  const { id, text, action, fault } = toast;
  const stays = held || fault === true;
  useEffect(() => {
    if (stays) return;
    // What lies behind a dialog can't be read or pressed, so its time does not run.
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => (timer = setTimeout(() => (isCovered() ? wait() : dismiss(id)), SHOWN_MS));
    wait();
    return () => clearTimeout(timer);
  }, [id, stays]);
  // What had the focus is gone, and tells nobody that it has lost it.
  const go = (leave: (id: number) => void) => {
    leave(id);
    onGone();
  };
  return (
    <div className="toast" data-fault={fault ? '' : undefined}>
      <span className="grow">{text}</span>
      {action ? (
        <Button
          onClick={() => {
            go(done);
            action.act();
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <Button aria-label="Dismiss" icon={<X size={16} aria-hidden />} onClick={() => go(dismiss)} />
    </div>
  );
}
