import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { type PairFilters, type PairSort, USUAL_SORT } from '../filters/pair-filters.js';
import { busy } from '../live/busy.js';
import { FaultNote } from '../ui/notes.js';
import { PairList } from './pair-list.js';
import { NOTHING, type Selection } from './selection.js';
import { SelectionBar } from './selection-bar.js';
import { usePairPages } from './use-pair-pages.js';
import { useSelectMany } from './use-select-many.js';

/** The list with its selection, as each page uses it that shows pairs. */
export function PairSection(props: {
  filters: PairFilters;
  /** Until the user sorts by something else. */
  usualSort?: PairSort;
  onChange: (filters: PairFilters) => void;
  /** Instead of an empty list. */
  nothing: ReactNode;
  onTotal?: (total: number | undefined) => void;
}) {
  const { onChange, nothing, onTotal, usualSort = USUAL_SORT } = props;
  const filters = useMemo(() => ({ sort: usualSort, ...props.filters }), [props.filters, usualSort]);
  const rows = usePairPages(filters);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const selectMany = useSelectMany(filters, setSelection);
  const clear = useCallback(() => setSelection(NOTHING), []);
  const some = selection.size > 0;
  useEffect(() => (some ? busy.hold() : undefined), [some]);
  useEffect(() => onTotal?.(rows.old ? undefined : rows.total), [rows.total, rows.old, onTotal]);
  return (
    <div className="list-body">
      {rows.error ? <FaultNote error={rows.error} retry={rows.retry} /> : null}
      {rows.error && rows.total === undefined ? null : rows.total === 0 && !rows.old ? (
        nothing
      ) : (
        <PairList
          rows={rows}
          filters={filters}
          onSort={onChange}
          selection={selection}
          onSelect={setSelection}
          onExtend={selectMany.between}
          onSelectAll={selectMany.all}
        />
      )}
      {some ? (
        <SelectionBar selection={selection} total={rows.total ?? 0} selectMany={selectMany} onClear={clear} />
      ) : null}
    </div>
  );
}
