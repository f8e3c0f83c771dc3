import { FileUp, ListChecks, SearchX } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { isFiltered, readPairFilters, writePairFilters } from '../filters/pair-filters.js';
import { useQueryState } from '../filters/use-query-state.js';
import { PairFilterBar } from '../list/pair-filter-bar.js';
import { PairList } from '../list/pair-list.js';
import { NOTHING, type Selection } from '../list/selection.js';
import { SelectionBar } from '../list/selection-bar.js';
import { usePairPages } from '../list/use-pair-pages.js';
import { useSelectAll } from '../list/use-select-all.js';
import { busy } from '../live/busy.js';
import { PageHead } from '../shell/page.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Empty, FaultNote } from '../ui/notes.js';
import { counted } from '../words/count.js';

export default function AssignmentsPage() {
  const [filters, setFilters] = useQueryState(readPairFilters, writePairFilters);
  const rows = usePairPages(filters);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const selectAll = useSelectAll(filters, setSelection);
  const clear = useCallback(() => setSelection(NOTHING), []);
  const some = selection.size > 0;
  useEffect(() => (some ? busy.hold() : undefined), [some]);
  const nothing = rows.total === 0 && !rows.old;
  return (
    <div className="page-fill">
      <div className="list-tools">
        <PageHead
          title="Assignments"
          about={rows.total === undefined ? 'Who hosts the meetings of whom.' : counted(rows.total, 'assignment')}
          actions={
            <ButtonLink href="/import" icon={<FileUp size={16} aria-hidden />}>
              Import
            </ButtonLink>
          }
        />
        <PairFilterBar filters={filters} onChange={setFilters} />
        <FaultNote error={rows.error} retry={rows.retry} />
      </div>
      <div className="list-body">
        {nothing ? (
          <Nothing filtered={isFiltered(filters)} reset={() => setFilters({})} />
        ) : (
          <PairList
            rows={rows}
            filters={filters}
            onSort={setFilters}
            selection={selection}
            onSelect={setSelection}
            onSelectAll={() => void selectAll.run()}
          />
        )}
        {some ? (
          <SelectionBar selection={selection} total={rows.total ?? 0} selectAll={selectAll} onClear={clear} />
        ) : null}
      </div>
    </div>
  );
}

function Nothing({ filtered, reset }: { filtered: boolean; reset: () => void }) {
  if (!filtered) {
    return (
      <Empty icon={<ListChecks size={40} aria-hidden />} title="No assignments yet">
        <p>They appear here as soon as the catalog tells which providers deliver which services.</p>
      </Empty>
    );
  }
  return (
    <Empty icon={<SearchX size={40} aria-hidden />} title="Nothing matches">
      <p>Try fewer filters, or a part of a name or an email.</p>
      <Button onClick={reset}>Show all assignments</Button>
    </Empty>
  );
}
