import type { ReactNode } from 'react';
import { initials } from '../words/people.js';

export function Avatar({ name }: { name: string | null }) {
  return (
    <span className="avatar" data-empty={name === null ? '' : undefined} aria-hidden>
      {name === null ? '–' : initials(name)}
    </span>
  );
}

export function Person({ name, below, of }: { name: ReactNode; of: string | null; below?: ReactNode }) {
  return (
    <span className="row person">
      <Avatar name={of} />
      <span className="person-text">
        <span className="cut person-name">{name}</span>
        {below === undefined ? null : <span className="cut small quiet">{below}</span>}
      </span>
    </span>
  );
}
