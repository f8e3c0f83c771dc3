import { useQuery } from '@tanstack/react-query';
import { ListX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { asFault } from '../api/fault.js';
import { service as serviceQuery } from '../api/queries.js';
import { readPairFilters, writePairFilters } from '../filters/pair-filters.js';
import { useQueryState } from '../filters/use-query-state.js';
import { PairSection } from '../list/pair-section.js';
import { PageHead } from '../shell/page.js';
import { ButtonLink } from '../ui/button.js';
import { Empty, FaultNote } from '../ui/notes.js';
import { counted } from '../words/count.js';

/** Every provider of one service. */
export default function ServicePage({ params: { id } }: { params: { id: string } }) {
  const service = useQuery(serviceQuery(id));
  const [shown, setShown] = useQueryState(readPairFilters, writePairFilters);
  const filters = useMemo(() => ({ ...shown, service_id: id }), [shown, id]);
  const [total, setTotal] = useState<number>();
  const gone = service.error !== null && asFault(service.error).status === 404;
  return (
    <div className="page-fill">
      <div className="list-tools">
        <PageHead
          title={gone ? 'No such service' : (service.data?.name ?? (service.error ? 'Service' : '…'))}
          crumb={<Link href="/assignments">Assignments</Link>}
          about={total === undefined ? 'Who delivers it, and who hosts.' : counted(total, 'provider')}
        />
        {gone ? null : <FaultNote error={service.error} retry={() => void service.refetch()} />}
      </div>
      <PairSection
        filters={filters}
        usualSort="provider"
        onChange={({ service_id: _fixed, ...rest }) => setShown(rest)}
        onTotal={setTotal}
        nothing={
          <Empty
            icon={<ListX size={40} aria-hidden />}
            title={gone ? 'Not in the catalog' : 'Nobody delivers this service'}
          >
            <p>The catalog says which provider delivers which service.</p>
            <ButtonLink href="/assignments">All assignments</ButtonLink>
          </Empty>
        }
      />
    </div>
  );
}
