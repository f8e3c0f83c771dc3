import { CircleAlert, Info, RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { asFault } from '../api/fault.js';
import { Button } from './button.js';
import type { Tone } from '../words/states.js';

export function Note({ tone = 'quiet', children, action }: { tone?: Tone; children: ReactNode; action?: ReactNode }) {
  const Icon = tone === 'bad' ? CircleAlert : tone === 'warn' ? TriangleAlert : Info;
  return (
    <div className="note" data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      <Icon size={16} aria-hidden />
      <div>{children}</div>
      {action}
    </div>
  );
}

/** What went wrong, and what to do about it. */
export function FaultNote({ error, retry }: { error: unknown; retry?: () => void }) {
  if (error === null || error === undefined) return null;
  const button = retry && (
    <Button size="s" icon={<RotateCw size={14} aria-hidden />} onClick={retry}>
      Try again
    </Button>
  );
  return (
    <Note tone="bad" action={button}>
      {asFault(error).message}
    </Note>
  );
}

export function Empty({ icon, title, children }: { icon: ReactNode; title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      {icon}
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Takes the room of what is about to come: it goes when all of that is there, so that nothing moves twice. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div className="stack" aria-busy="true">
      <span className="visually-hidden">Loading…</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton" aria-hidden />
      ))}
    </div>
  );
}
