import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Link } from 'wouter';
import { externalUsers } from '../api/queries.js';
import { Empty, FaultNote, Skeleton } from '../ui/notes.js';
import { Pager } from '../ui/pager.js';
import { Person } from '../ui/person.js';
import { SearchInput } from '../ui/search-input.js';
import { Users } from 'lucide-react';
import { counted } from '../words/count.js';
import { hostName } from '../words/people.js';

const STATUS: Readonly<Record<string, { label: string; tone: string }>> = {
  active: { label: 'Active', tone: 'good' },
  inactive: { label: 'Deactivated', tone: 'bad' },
  pending: { label: 'Invitation open', tone: 'warn' },
};

const PAGE = 20;

/** What the panel shows first. */
export const firstUsers = (connectionId: string) => externalUsers(connectionId, '', PAGE, 1);

/** The Zoom users of a connection. */
export function UsersPanel({ connectionId }: { connectionId: string }) {
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(1);
  const onSearch = useCallback((text: string) => {
    setSearch(text);
    setPage(1);
  }, []);
  const { data, error, refetch } = useQuery(externalUsers(connectionId, search, PAGE, page));
  return (
    <section className="panel" aria-labelledby="users">
      <div className="panel-head">
        <h2 id="users">{data ? counted(data.meta.total_count, 'Zoom user') : 'Zoom users'}</h2>
        <SearchInput value={search} onChange={onSearch} label="Search Zoom users" placeholder="Name or email" />
      </div>
      <FaultNote error={error} retry={() => void refetch()} />
      {data ? null : <Skeleton lines={8} />}
      <ul className="lines">
        {data?.data.map((user) => {
          const status = STATUS[user.status ?? ''];
          return (
            <li key={user.id}>
              <span className="grow">
                <Person
                  of={hostName(user)}
                  name={<Link href={`/hosts/${user.id}`}>{hostName(user)}</Link>}
                  below={user.email}
                />
              </span>
              <span className="badge" data-tone={status?.tone ?? 'quiet'}>
                {status?.label ?? user.status ?? 'Gone'}
              </span>
            </li>
          );
        })}
      </ul>
      {data?.data.length === 0 ? (
        <Empty icon={<Users size={40} aria-hidden />} title={search ? 'Nobody matches' : 'No users yet'}>
          <p>{search ? 'Try a part of a name or an email.' : 'Press “Sync now” to read them from Zoom.'}</p>
        </Empty>
      ) : null}
      {data ? <Pager meta={data.meta} onPage={setPage} /> : null}
    </section>
  );
}
