import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { externalUsers } from '../api/queries.js';
import { readSearch, writeSearch } from '../filters/search-filter.js';
import { useQueryState } from '../filters/use-query-state.js';
import { Empty, FaultNote, Skeleton } from '../ui/notes.js';
import { Pager } from '../ui/pager.js';
import { SearchInput } from '../ui/search-input.js';
import { UserLine } from '../ui/user-line.js';
import { Users } from 'lucide-react';
import { counted } from '../words/count.js';

const PAGE = 20;

/** What the panel shows; its filters are in the URL. */
export function useUsers(connectionId: string) {
  const [filter, setFilter] = useQueryState(readSearch, writeSearch);
  const users = useQuery(externalUsers(connectionId, filter.search, PAGE, filter.page));
  return { ...filter, setFilter, users };
}

/** The Zoom users of a connection. */
export function UsersPanel({ connectionId }: { connectionId: string }) {
  const { search, setFilter, users } = useUsers(connectionId);
  const onSearch = useCallback((text: string) => setFilter({ search: text, page: 1 }), [setFilter]);
  const { data, error, refetch } = users;
  return (
    <section className="panel" aria-labelledby="users">
      <div className="panel-head">
        <h2 id="users">{data ? counted(data.meta.total_count, 'Zoom user') : 'Zoom users'}</h2>
        <SearchInput value={search} onChange={onSearch} label="Search Zoom users" placeholder="Name or email" />
      </div>
      <FaultNote error={error} retry={() => void refetch()} />
      {data || error ? null : <Skeleton lines={8} />}
      <ul className="lines">
        {data?.data.map((user) => (
          <UserLine key={user.id} user={user} />
        ))}
      </ul>
      {data?.data.length === 0 ? (
        <Empty icon={<Users size={40} aria-hidden />} title={search ? 'Nobody matches' : 'No users yet'}>
          <p>{search ? 'Try a part of a name or an email.' : 'Press “Sync now” to read them from Zoom.'}</p>
        </Empty>
      ) : null}
      {data ? <Pager meta={data.meta} onPage={(next, how) => setFilter({ search, page: next }, how)} /> : null}
    </section>
  );
}
