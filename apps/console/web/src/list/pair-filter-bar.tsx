import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useCallback } from 'react';
import { connections, provider, service, summary } from '../api/queries.js';
import { type PairFilters, isFiltered, toggled } from '../filters/pair-filters.js';
import { host } from '../hosts/host-queries.js';
import { SearchInput } from '../ui/search-input.js';
import { count } from '../words/count.js';
import { hostName } from '../words/people.js';
import { HOST_STATES, STATES, WARNING_CODES, WARNINGS } from '../words/states.js';

interface Props {
  filters: PairFilters;
  onChange: (filters: PairFilters) => void;
}

export function PairFilterBar({ filters, onChange }: Props) {
  const { data } = useQuery(summary);
  const search = useCallback(
    (value: string) => {
      const { search: _before, ...rest } = filters;
      onChange(value === '' ? rest : { ...rest, search: value });
    },
    [filters, onChange],
  );
  return (
    <div className="stack-tight">
      <div className="row row-wrap">
        <SearchInput
          value={filters.search ?? ''}
          onChange={search}
          label="Search assignments"
          placeholder="Service, provider, host or email"
        />
        <ChosenIds filters={filters} onChange={onChange} />
        {isFiltered(filters) ? (
          <button type="button" className="chip" onClick={() => onChange(filters.sort ? { sort: filters.sort } : {})}>
            <X size={14} aria-hidden />
            Clear filters
          </button>
        ) : null}
      </div>
      <div className="chips" role="group" aria-label="Filter by state">
        {HOST_STATES.filter(
          (state) => data === undefined || data.by_host_state?.[state] || has(filters.host_state, state),
        ).map((state) => (
          <Chip
            key={state}
            pressed={has(filters.host_state, state)}
            label={STATES[state].label}
            n={data?.by_host_state?.[state]}
            onToggle={() => onChange(changed(filters, 'host_state', toggled(filters.host_state, state)))}
          />
        ))}
        {WARNING_CODES.filter((code) => data?.by_warning?.[code] || has(filters.warning, code)).map((code) => (
          <Chip
            key={code}
            pressed={has(filters.warning, code)}
            label={WARNINGS[code].label}
            n={data?.by_warning?.[code]}
            onToggle={() => onChange(changed(filters, 'warning', toggled(filters.warning, code)))}
          />
        ))}
      </div>
    </div>
  );
}

const has = <T,>(values: readonly T[] | undefined, value: T): boolean => values?.includes(value) ?? false;

function changed<K extends keyof PairFilters>(filters: PairFilters, name: K, value: PairFilters[K]): PairFilters {
  const { [name]: _before, ...rest } = filters;
  return value === undefined ? rest : { ...rest, [name]: value };
}

function Chip(props: { pressed: boolean; label: string; n: number | undefined; onToggle: () => void }) {
  return (
    <button type="button" className="chip" aria-pressed={props.pressed} onClick={props.onToggle}>
      {props.label}
      {props.n === undefined ? null : <span className="numeric">{count(props.n)}</span>}
    </button>
  );
}

/** Filters that came with a link: each says what it is, and goes with a click. */
function ChosenIds({ filters, onChange }: Props) {
  const all = useQuery({ ...connections, enabled: filters.connected_account_id !== undefined });
  const named = useQuery({ ...service(filters.service_id ?? ''), enabled: filters.service_id !== undefined });
  const person = useQuery({ ...provider(filters.provider_id ?? ''), enabled: filters.provider_id !== undefined });
  const user = useQuery({ ...host(filters.external_user_id ?? ''), enabled: filters.external_user_id !== undefined });
  const connection = all.data?.find(({ id }) => id === filters.connected_account_id);
  const chosen = [
    ['service_id', 'Service', named.data?.name],
    ['provider_id', 'Provider', person.data?.display_name],
    ['connected_account_id', 'Connection', connection && (connection.display_name ?? connection.email)],
    ['external_user_id', 'Host', user.data && hostName(user.data.external_user)],
  ] as const;
  return chosen
    .filter(([name]) => filters[name] !== undefined)
    .map(([name, label, value]) => (
      <button
        type="button"
        className="chip"
        aria-pressed="true"
        key={name}
        onClick={() => onChange(changed(filters, name, undefined))}
      >
        {label}: {value ?? filters[name]}
        <X size={14} aria-label="Remove" />
      </button>
    ));
}
