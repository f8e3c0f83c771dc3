import { memo } from 'react';
import { Link } from 'wouter';
import type { Pair } from '../api/types.js';
import { useRecentChange } from '../live/live.js';
import { StateBadge, WarningBadge } from '../ui/badges.js';
import { Person } from '../ui/person.js';
import { Ago } from '../ui/time.js';
import { actorName, hostName, providerName, serviceName } from '../words/people.js';
import { keyOf } from './selection.js';

export const pairHref = (pair: Pair): string => `/assignments/${pair.service.id}/${pair.provider.id}`;

interface Props {
  pair: Pair;
  index: number;
  top: number;
  active: boolean;
  selected: boolean;
  self: string;
  onToggle: (pair: Pair, index: number, extend: boolean) => void;
  onFocus: (index: number) => void;
}

export const PairRow = memo(function PairRow({ pair, index, top, active, selected, self, onToggle, onFocus }: Props) {
  const changed = useRecentChange(keyOf(pair));
  const provider = providerName(pair.provider);
  const host = pair.conferencing?.external_user;
  return (
    <div
      role="row"
      className="pair-row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-changed={changed ? '' : undefined}
      tabIndex={active ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={() => onFocus(index)}
    >
      <span role="gridcell" className="pair-check">
        <input
          type="checkbox"
          className="check"
          tabIndex={-1}
          aria-label={`Select ${provider}, ${serviceName(pair.service)}`}
          checked={selected}
          onChange={() => undefined}
          onClick={(event) => onToggle(pair, index, event.shiftKey)}
        />
      </span>
      <span role="gridcell" className="pair-service cut">
        <Link href={pairHref(pair)} tabIndex={-1}>
          {serviceName(pair.service)}
        </Link>
      </span>
      <span role="gridcell" className="pair-provider">
        <Link href={pairHref(pair)} tabIndex={-1} className="cut person-name">
          {provider}
        </Link>
        <span className="cut small quiet">{pair.provider.active ? pair.provider.email : 'Deactivated'}</span>
      </span>
      <span role="gridcell" className="pair-host">
        <Person
          of={host ? hostName(host) : null}
          name={
            host ? (
              <Link href={`/hosts/${host.id}`} tabIndex={-1}>
                {hostName(host)}
              </Link>
            ) : (
              <span className="quiet">Nobody</span>
            )
          }
          below={host?.email}
        />
      </span>
      <span role="gridcell" className="pair-state">
        <StateBadge state={pair.host_state} />
        {pair.warnings.slice(0, 2).map((warning) => (
          <WarningBadge key={warning.code} warning={warning} />
        ))}
      </span>
      <span role="gridcell" className="pair-when small quiet cut">
        {changed ? (
          <span className="changed">{actorName(changed.actor, self)}, just now</span>
        ) : pair.updated_at === null ? (
          'Never assigned'
        ) : (
          <Ago at={pair.updated_at} />
        )}
      </span>
    </div>
  );
});
