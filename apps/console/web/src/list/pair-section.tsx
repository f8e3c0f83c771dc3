import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { PairFilters } from '../filters/pair-filters.js';
import { busy } from '../live/busy.js';
import { FaultNote } from '../ui/notes.js';
import { PairList } from './pair-list.js';
import { NOTHING, type Selection } from './selection.js';
import { SelectionBar } from './selection-bar.js';
import { usePairPages } from './use-pair-pages.js';
import { useSelectAll } from './use-select-all.js';

/** The list with its selection, as each page uses it that shows pairs. */
export function PairSection(props: {
  filters: PairFilters;
  onChange: (filters: PairFilters) => void;
  /** Instead of an empty list. */
  nothing: ReactNode;
  onTotal?: (total: number | undefined) => void;
}) {
  const { filters, onChange, nothing, onTotal } = props;
  const rows = usePairPages(filters);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const selectAll = useSelectAll(filters, setSelection);
  const clear = useCallback(() => setSelection(NOTHING), []);
  const some = selection.size > 0;
  useEffect(() => (some ? busy.hold() : undefined), [some]);
  useEffect(() => onTotal?.(rows.old ? undefined : rows.total), [rows.total, rows.old, onTotal]);
  return (
    <div className="list-body">
      {rows.error ? <FaultNote error={rows.error} retry={rows.retry} /> : null}
      {rows.total === 0 && !rows.old ? (
        nothing
      ) : (
        <PairList
          rows={rows}
          filters={filters}
          onSort={onChange}
          selection={selection}
          onSelect={setSelection}
          onSelectAll={() => void selectAll.run()}
        />
      )}
      {some ? (
        <SelectionBar selection={selection} total={rows.total ?? 0} selectAll={selectAll} onClear={clear} />
      ) : null}
    </div>
  );
}
