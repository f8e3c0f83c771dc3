import { useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useCallback } from 'react';
import { Link } from 'wouter';
import { connections } from '../api/queries.js';
import type { Host } from '../api/types.js';
import { readSearch, writeSearch } from '../filters/search-filter.js';
import { useQueryState } from '../filters/use-query-state.js';
import { hostsPage, usersNamed } from '../hosts/host-queries.js';
import { Page } from '../shell/page.js';
import { StateBadge } from '../ui/badges.js';
import { Empty, FaultNote, Note, Skeleton } from '../ui/notes.js';
import { Pager } from '../ui/pager.js';
import { Person } from '../ui/person.js';
import { SearchInput } from '../ui/search-input.js';
import { UserLine } from '../ui/user-line.js';
import { BROKEN_STATES } from '../words/broken.js';
import { counted } from '../words/count.js';
import { hostName } from '../words/people.js';

export default function HostsPage() {
  const [{ search, page }, setShown] = useQueryState(readSearch, writeSearch);
  const all = useQuery(connections);
  const zoom = all.data?.filter(({ provider }) => provider === 'zoom_admin') ?? [];
  const hosts = useQuery({ ...hostsPage(page), enabled: search === '' });
  const named = useQuery({ ...usersNamed(search, zoom), enabled: search !== '' && all.data !== undefined });
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
      {search === '' ? (
        <>
          <FaultNote error={error} retry={() => void refetch()} />
          {data || error ? null : <Skeleton lines={8} />}
          <ul className="lines">
            {data?.data.map((host) => (
              <Line key={host.external_user_id} host={host} />
            ))}
          </ul>
          {data?.data.length === 0 ? <Nobody /> : null}
          {data ? <Pager meta={data.meta} onPage={(next, how) => setShown({ search, page: next }, how)} /> : null}
        </>
      ) : (
        <>
          <FaultNote error={all.error} retry={() => void all.refetch()} />
          <FaultNote error={named.error} retry={() => void named.refetch()} />
          {named.data || named.error || all.error ? null : <Skeleton lines={4} />}
          <ul className="lines">
            {named.data?.users.map((user) => (
              <UserLine key={user.id} user={user} />
            ))}
          </ul>
          {named.data?.more ? <Note>More people match. Type more of the name or the email.</Note> : null}
          {named.data?.users.length === 0 ? (
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
