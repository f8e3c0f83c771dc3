import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useCallback } from 'react';
import { attention, type AttentionFilters } from '../attention/attention-query.js';
import { type Cause, CAUSES, troublesOf } from '../attention/by-cause.js';
import { TroubleCard } from '../attention/trouble-card.js';
import { readPairFilters, toggled, writePairFilters } from '../filters/pair-filters.js';
import { useQueryState } from '../filters/use-query-state.js';
import { Page } from '../shell/page.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Empty, FaultNote, Note, Skeleton } from '../ui/notes.js';
import { SearchInput } from '../ui/search-input.js';
import { count, counted } from '../words/count.js';
import { STATES } from '../words/states.js';

const LOST = {
  label: 'Host lost',
  meaning: 'Their Zoom connection was disconnected. Assign new hosts, or confirm that they need none.',
};
const wordsOf = (cause: Cause) => (cause === 'host_lost' ? LOST : STATES[cause]);
const stateOf = (cause: Cause) => (cause === 'host_lost' ? 'unassigned' : cause);

function read(query: URLSearchParams): AttentionFilters {
  const { search, host_state, connected_account_id } = readPairFilters(query);
  return {
    ...(search ? { search } : {}),
    ...(host_state ? { host_state } : {}),
    ...(connected_account_id ? { connected_account_id } : {}),
  };
}

/** What would fail, grouped by what mends it, with the fix beside it. */
export default function AttentionPage() {
  const [filters, setFilters] = useQueryState(read, writePairFilters);
  const { data, error, refetch } = useQuery(attention(filters));
  const everything = useQuery(attention({}));
  const onSearch = useCallback(
    (search: string) => {
      const { search: _before, ...rest } = filters;
      setFilters(search === '' ? rest : { ...rest, search });
    },
    [filters, setFilters],
  );
  const toggle = (cause: Cause) => {
    const { host_state: before, ...rest } = filters;
    const after = toggled(before, stateOf(cause));
    setFilters(after ? { ...rest, host_state: after } : rest);
  };
  const counts = everything.data?.byCause ?? {};
  const troubles = troublesOf(data?.pairs ?? []);
  const filtered = Object.keys(filters).length > 0;
  return (
    <Page
      title="Needs attention"
      about={data ? aboutOf(data.total, filtered) : 'Meetings that would fail, and how to fix them.'}
    >
      <div className="stack-tight">
        <div className="row row-wrap">
          <SearchInput
            value={filters.search ?? ''}
            onChange={onSearch}
            label="Search what needs attention"
            placeholder="Service, provider, host or email"
          />
        </div>
        <div className="chips" role="group" aria-label="Filter by cause">
          {CAUSES.filter((cause) => counts[cause]).map((cause) => (
            <button
              type="button"
              key={cause}
              className="chip"
              aria-pressed={filters.host_state?.includes(stateOf(cause)) ?? false}
              onClick={() => toggle(cause)}
            >
              {wordsOf(cause).label}
              <span className="numeric">{count(counts[cause] ?? 0)}</span>
            </button>
          ))}
        </div>
      </div>
      <FaultNote error={error} retry={() => void refetch()} />
      {data || error ? null : <Skeleton lines={8} />}
      {CAUSES.map((cause) => {
        const theirs = troubles.filter((trouble) => trouble.cause === cause);
        if (theirs.length === 0) return null;
        return (
          <section key={cause} className="stack" aria-labelledby={`cause-${cause}`}>
            <div>
              <h2 id={`cause-${cause}`}>
                {wordsOf(cause).label} <span className="quiet numeric">{count(data?.byCause[cause] ?? 0)}</span>
              </h2>
              <p className="quiet">{wordsOf(cause).meaning}</p>
            </div>
            {theirs.map((trouble) => (
              <TroubleCard key={trouble.key} trouble={trouble} />
            ))}
          </section>
        );
      })}
      {data && data.total > data.pairs.length ? (
        <Note>The first {counted(data.pairs.length, 'assignment')} are listed. Filter to see the others.</Note>
      ) : null}
      {data?.total === 0 ? <Fine filtered={filtered} reset={() => setFilters({})} /> : null}
    </Page>
  );
}

function aboutOf(total: number, filtered: boolean): string {
  if (total === 0) return filtered ? 'Nothing matches these filters.' : 'No meeting would fail.';
  return `${counted(total, 'assignment needs', 'assignments need')} attention: their meetings would fail. Each button fixes all that is listed below it.`;
}

function Fine({ filtered, reset }: { filtered: boolean; reset: () => void }) {
  return (
    <Empty icon={<CircleCheck size={40} aria-hidden />} title={filtered ? 'Nothing matches' : 'All is well'}>
      <p>{filtered ? 'Change the filters, or show everything.' : 'Every assigned host can host.'}</p>
      {filtered ? (
        <Button onClick={reset}>Show everything</Button>
      ) : (
        <ButtonLink href="/assignments?host_state=unassigned">Show who has no host</ButtonLink>
      )}
    </Empty>
  );
}
