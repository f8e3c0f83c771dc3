import { Download, FileUp, ListChecks, SearchX } from 'lucide-react';
import { useState } from 'react';
import { isFiltered, readPairFilters, USUAL_SORT, writePairFilters } from '../filters/pair-filters.js';
import { useQueryState } from '../filters/use-query-state.js';
import { PairFilterBar } from '../list/pair-filter-bar.js';
import { PairSection } from '../list/pair-section.js';
import { PageHead } from '../shell/page.js';
import { Button, ButtonLink } from '../ui/button.js';
import { downloadCsv } from '../ui/download-csv.js';
import { Empty } from '../ui/notes.js';
import { counted } from '../words/count.js';

export default function AssignmentsPage() {
  const [filters, setFilters] = useQueryState(readPairFilters, writePairFilters);
  const [total, setTotal] = useState<number>();
  const query = writePairFilters({ sort: USUAL_SORT, ...filters });
  return (
    <div className="page-fill">
      <div className="list-tools">
        <PageHead
          title="Assignments"
          about={total === undefined ? 'Who hosts which meetings.' : counted(total, 'assignment')}
          actions={
            <>
              <ButtonLink href="/import" icon={<FileUp size={16} aria-hidden />}>
                Import
              </ButtonLink>
              <Button
                icon={<Download size={16} aria-hidden />}
                onClick={() => void downloadCsv(`/api/conferencing/v1/service_providers?${query}`, 'assignments')}
              >
                Export
              </Button>
            </>
          }
        />
        <PairFilterBar filters={filters} onChange={setFilters} />
      </div>
      <PairSection
        filters={filters}
        onChange={setFilters}
        onTotal={setTotal}
        nothing={<Nothing filtered={isFiltered(filters)} reset={() => setFilters({})} />}
      />
    </div>
  );
}

function Nothing({ filtered, reset }: { filtered: boolean; reset: () => void }) {
  if (!filtered) {
    return (
      <Empty icon={<ListChecks size={40} aria-hidden />} title="No assignments yet">
        <p>They appear here when the catalog says which provider delivers which service.</p>
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
