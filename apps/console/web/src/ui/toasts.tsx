import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from './button.js';

interface Toast {
  id: number;
  text: string;
  action?: { label: string; act: () => void };
}

const SHOWN_MS = 12_000;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

const dismiss = (id: number) => set(toasts.filter((toast) => toast.id !== id));

/** Says what has been done, with a way to take it back; it goes by itself. */
export function say(text: string, action?: Toast['action']): void {
  const id = ++lastId;
  set([...toasts.slice(-2), { id, text, ...(action ? { action } : {}) }]);
  setTimeout(() => dismiss(id), SHOWN_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <section className="toasts" aria-label="Messages" aria-live="polite">
      {shown.map(({ id, text, action }) => (
        <div className="toast" key={id}>
          <span className="grow">{text}</span>
          {action ? (
            <Button
              onClick={() => {
                dismiss(id);
                action.act();
              }}
            >
              {action.label}
            </Button>
          ) : null}
          <Button aria-label="Dismiss" icon={<X size={16} aria-hidden />} onClick={() => dismiss(id)} />
        </div>
      ))}
    </section>
  );
}
