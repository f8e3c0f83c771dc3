import { useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useCallback } from 'react';
import { Link } from 'wouter';
import { connections } from '../api/queries.js';
import type { Host } from '../api/types.js';
import { useQueryState } from '../filters/use-query-state.js';
import { hostsPage, usersNamed } from '../hosts/host-queries.js';
import { Page } from '../shell/page.js';
import { StateBadge } from '../ui/badges.js';
import { Empty, FaultNote, Skeleton } from '../ui/notes.js';
import { Pager } from '../ui/pager.js';
import { Person } from '../ui/person.js';
import { SearchInput } from '../ui/search-input.js';
import { BROKEN_STATES } from '../words/broken.js';
import { counted } from '../words/count.js';
import { hostName } from '../words/people.js';

interface Shown {
  search: string;
  page: number;
}

const read = (query: URLSearchParams): Shown => ({
  search: query.get('search')?.slice(0, 255) ?? '',
  page: Math.max(1, Math.trunc(Number(query.get('page'))) || 1),
});
const write = ({ search, page }: Shown): string =>
  new URLSearchParams({ ...(search ? { search } : {}), ...(page > 1 ? { page: String(page) } : {}) }).toString();

export default function HostsPage() {
  const [{ search, page }, setShown] = useQueryState(read, write);
  const zoom = useQuery(connections).data?.filter(({ provider }) => provider === 'zoom_admin') ?? [];
  const hosts = useQuery({ ...hostsPage(page), enabled: search === '' });
  const named = useQuery(usersNamed(search, zoom));
  const onSearch = useCallback((text: string) => setShown({ search: text, page: 1 }), [setShown]);
  const { data, error, refetch } = hosts;
  return (
    <Page
      title="Hosts"
      about={
        data ? `${counted(data.meta.total_count, 'person', 'people')} at Zoom host meetings.` : 'Who hosts meetings.'
      }
    >
      <SearchInput value={search} onChange={onSearch} label="Search Zoom users" placeholder="Name or email" />
      <FaultNote error={error ?? named.error} retry={() => void refetch()} />
      {search === '' ? (
        <>
          {data ? null : <Skeleton lines={8} />}
          <ul className="lines">
            {data?.data.map((host) => (
              <Line key={host.external_user_id} host={host} />
            ))}
          </ul>
          {data?.data.length === 0 ? <Nobody /> : null}
          {data ? <Pager meta={data.meta} onPage={(next) => setShown({ search, page: next })} /> : null}
        </>
      ) : (
        <>
          {named.data ? null : <Skeleton lines={4} />}
          <ul className="lines">
            {named.data?.map((user) => (
              <li key={user.id}>
                <Person
                  of={hostName(user)}
                  name={<Link href={`/hosts/${user.id}`}>{hostName(user)}</Link>}
                  below={user.email}
                />
              </li>
            ))}
          </ul>
          {named.data?.length === 0 ? (
            <Empty icon={<Users size={40} aria-hidden />} title="Nobody matches">
              <p>Try a part of a name or an email. A new Zoom user appears after the next sync.</p>
            </Empty>
          ) : null}
        </>
      )}
    </Page>
  );
}

function Line({ host }: { host: Host }) {
  const broken = BROKEN_STATES.filter((state) => host.by_host_state[state] > 0);
  return (
    <li>
      <span className="grow">
        <Person
          of={hostName(host.external_user)}
          name={<Link href={`/hosts/${host.external_user_id}`}>{hostName(host.external_user)}</Link>}
          below={host.external_user.email}
        />
      </span>
      {broken.map((state) => (
        <StateBadge key={state} state={state} />
      ))}
      <span className="small quiet numeric">
        {counted(host.service_provider_count, 'assignment')} · {counted(host.provider_count, 'provider')}
      </span>
    </li>
  );
}

function Nobody() {
  return (
    <Empty icon={<Users size={40} aria-hidden />} title="Nobody hosts yet">
      <p>
        Assign a host on the page <Link href="/assignments">Assignments</Link>.
      </p>
    </Empty>
  );
}
