import { ArrowDown, ArrowUp } from 'lucide-react';
import { type PairFilters, sortedBy } from '../filters/pair-filters.js';

const COLUMNS = [
  ['service', 'Service'],
  ['provider', 'Provider'],
  ['host', 'Host'],
  [undefined, 'State'],
  ['updated_at', 'Changed'],
] as const;

export function ListHeader({ filters, onSort }: { filters: PairFilters; onSort: (filters: PairFilters) => void }) {
  return (
    <div role="rowgroup" className="list-head">
      <div role="row" aria-rowindex={1} className="list-head-row">
        <span role="columnheader">
          <span className="visually-hidden">Selected</span>
        </span>
        {COLUMNS.map(([column, label]) => {
          if (column === undefined) {
            return (
              <span role="columnheader" key={label}>
                {label}
              </span>
            );
          }
          const sort = filters.sort === column ? 'ascending' : filters.sort === `-${column}` ? 'descending' : undefined;
          const Icon = sort === 'descending' ? ArrowDown : ArrowUp;
          return (
            <span role="columnheader" key={label} aria-sort={sort}>
              <button type="button" data-header onClick={() => onSort(sortedBy(filters, column))}>
                {label}
                <Icon size={14} aria-hidden data-idle={sort ? undefined : ''} />
              </button>
            </span>
          );
        })}
      </div>
    </div>
  );
}
