import { useQuery } from '@tanstack/react-query';
import { ArrowRightLeft, UserRoundX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { pairPage } from '../api/queries.js';
import { asFault } from '../api/fault.js';
import type { ExternalUser } from '../api/types.js';
import { readPairFilters, USUAL_SORT, writePairFilters } from '../filters/pair-filters.js';
import { useQueryState } from '../filters/use-query-state.js';
import { host as hostQuery, useKnownUser } from '../hosts/host-queries.js';
import { PairSection } from '../list/pair-section.js';
import { PageHead } from '../shell/page.js';
import { StateBadge } from '../ui/badges.js';
import { Button } from '../ui/button.js';
import { Empty, FaultNote, Note, Skeleton } from '../ui/notes.js';
import { BROKEN_STATES } from '../words/broken.js';
import { counted } from '../words/count.js';
import { hostName } from '../words/people.js';
import { late } from '../ui/late.js';

const HandOver = late(() => import('../actions/hand-over-dialog.js').then((m) => m.HandOverDialog));

/** What one person hosts, what is wrong with it, and the way to hand it all over. */
export default function HostPage({ params: { id } }: { params: { id: string } }) {
  const { data: host, error, isPending, refetch } = useQuery(hostQuery(id));
  const [shown, setShown] = useQueryState(readPairFilters, writePairFilters);
  const filters = useMemo(() => ({ ...shown, external_user_id: id }), [shown, id]);
  const first = useQuery(pairPage({ sort: USUAL_SORT, external_user_id: id }, 1));
  const known = useKnownUser(id);
  const [handing, setHanding] = useState(false);
  const hostsNothing = error !== null && asFault(error).status === 404;
  // Everything comes at once, so that nothing moves.
  const coming = first.isPending || isPending;
  const data = coming ? undefined : host;
  const user = data?.external_user ?? (hostsNothing ? known : undefined);
  const warnings = [
    ...new Map(first.data?.data.flatMap((pair) => pair.warnings).map((warning) => [warning.code, warning])).values(),
  ];
  const broken = data ? BROKEN_STATES.filter((state) => data.by_host_state[state] > 0) : [];
  return (
    <div className="page-fill">
      <div className="list-tools">
        <PageHead
          title={user ? hostName(user) : hostsNothing ? 'Not a host' : error ? 'Host' : '…'}
          crumb={<Link href="/hosts">Hosts</Link>}
          about={data ? aboutOf(data) : hostsNothing ? nothingOf(user) : 'What they host.'}
          actions={
            data ? (
              <Button look="main" icon={<ArrowRightLeft size={16} aria-hidden />} onClick={() => setHanding(true)}>
                Hand over everything
              </Button>
            ) : null
          }
        />
        {hostsNothing ? null : <FaultNote error={error} retry={() => void refetch()} />}
        {broken.length > 0 ? (
          <div className="row row-wrap">
            {broken.map((state) => (
              <StateBadge key={state} state={state} />
            ))}
          </div>
        ) : null}
        {(coming ? [] : warnings).map(({ code, detail }) => (
          <Note key={code} tone="warn">
            {detail}
          </Note>
        ))}
      </div>
      {coming ? (
        <div className="list-tools">
          <Skeleton lines={8} />
        </div>
      ) : (
        <PairSection
          filters={filters}
          onChange={({ external_user_id: _fixed, ...rest }) => setShown(rest)}
          nothing={
            <Empty icon={<UserRoundX size={40} aria-hidden />} title="Hosts nothing now">
              <p>Their earlier assignments have another host now, or none.</p>
            </Empty>
          }
        />
      )}
      {handing && data ? (
        <HandOver
          from={{ user: data.external_user, connectionId: data.connected_account_id }}
          onClose={() => setHanding(false)}
        />
      ) : null}
    </div>
  );
}

function nothingOf(user: ExternalUser | undefined) {
  return user?.email ? `${user.email} · hosts nothing now` : 'Hosts nothing now';
}

function aboutOf(data: {
  external_user: { email: string | null };
  service_provider_count: number;
  service_count: number;
}) {
  const { external_user, service_provider_count, service_count } = data;
  const hosting = `hosts ${counted(service_provider_count, 'assignment')} in ${counted(service_count, 'service')}`;
  return external_user.email ? `${external_user.email} · ${hosting}` : hosting;
}
