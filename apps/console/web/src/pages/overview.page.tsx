import { useQuery } from '@tanstack/react-query';
import { CircleCheck, Plug } from 'lucide-react';
import { Link } from 'wouter';
import { changesPage } from '../api/change-queries.js';
import { connections as allConnections, summary } from '../api/queries.js';
import type { Change, HostState, Summary } from '../api/types.js';
import { type Names, useNames } from '../api/use-names.js';
import { attentionCount } from '../attention/attention-query.js';
import { useLiveStatus } from '../live/live.js';
import { Page } from '../shell/page.js';
import { ConnectionBadge } from '../ui/badges.js';
import { ButtonLink } from '../ui/button.js';
import { Empty, FaultNote, Skeleton } from '../ui/notes.js';
import { FullTime } from '../ui/time.js';
import { BROKEN_STATES } from '../words/broken.js';
import { ChangeLines } from '../changes/change-lines.js';
import { count, counted } from '../words/count.js';
import { HOST_STATES, STATES, WARNING_CODES, WARNINGS } from '../words/states.js';
import '../styles/overview.css';

export default function OverviewPage() {
  const sums = useQuery(summary);
  const attention = useQuery(attentionCount);
  const error = sums.error ?? attention.error;
  // Both come at once, so that nothing moves.
  const data = attention.isPending ? undefined : sums.data;
  const lastBroken = useLastBroken();
  return (
    <Page
      title="Overview"
      about={data && attention.data !== undefined ? headline(data, attention.data) : 'Whether your meetings work.'}
      actions={<Freshness at={sums.dataUpdatedAt} />}
    >
      <FaultNote error={error} retry={() => void Promise.all([sums.refetch(), attention.refetch()])} />
      {data?.pairs === 0 && data.connected_accounts.length === 0 ? <Start /> : null}
      {error && data === undefined ? null : <StateBar data={data} />}
      {data && !lastBroken.coming ? (
        <div className="sides">
          <LastBroken {...lastBroken} />
          <div className="stack">
            <Connections data={data} />
            <Warnings data={data} />
          </div>
        </div>
      ) : error ? null : (
        <Skeleton lines={8} />
      )}
    </Page>
  );
}

function headline(data: Summary, broken: number): string {
  if (data.pairs === 0) return 'There are no assignments yet.';
  if (broken > 0)
    return `${counted(broken, 'assignment needs', 'assignments need')} attention: their meetings would fail.`;
  return 'Every assigned host works.';
}

function Freshness({ at }: { at: number }) {
  const status = useLiveStatus();
  if (at === 0) return null;
  return (
    <p className="small quiet">
      {status === 'live' ? 'Live' : 'As of'} · <FullTime at={new Date(at).toISOString()} />
    </p>
  );
}

function StateBar({ data }: { data: Summary | undefined }) {
  const n = (state: HostState) => data?.by_host_state?.[state] ?? 0;
  const shown = HOST_STATES.filter((state) => ['ready', 'unassigned'].includes(state) || n(state) > 0);
  return (
    <section aria-label="Assignments by state" className="stack">
      <div className="state-bar" aria-hidden>
        {shown.map((state) => (
          <span key={state} data-state={state} data-tone={STATES[state].tone} style={{ flexGrow: n(state) }} />
        ))}
      </div>
      <ul className="state-tiles">
        {shown.map((state) => (
          <li key={state}>
            <Link
              href={`${BROKEN_STATES.includes(state) ? '/attention' : '/assignments'}?host_state=${state}`}
              className="state-tile"
              data-tone={STATES[state].tone}
            >
              <strong className="numeric">{data ? count(n(state)) : <span className="skeleton" />}</strong>
              <span>{STATES[state].label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

const SHOWN = 8;

interface LastBroken {
  changes: Change[];
  names: Names;
  /** Not everything is there that is shown together. */
  coming: boolean;
  error: unknown;
  retry: () => void;
}

function useLastBroken(): LastBroken {
  const { data, error, isPending, refetch } = useQuery(changesPage({ change: 'refreshed' }, 1, 50));
  const changes = (data?.data ?? []).filter(({ host_state }) => BROKEN_STATES.includes(host_state)).slice(0, SHOWN);
  const names = useNames(changes);
  return { changes, names, coming: isPending || names.coming, error, retry: () => void refetch() };
}

function LastBroken({ changes, names, error, retry }: LastBroken) {
  return (
    <section className="panel" aria-labelledby="last-broken">
      <div className="panel-head">
        <h2 id="last-broken">What broke last</h2>
        <ButtonLink size="s" href="/attention">
          Show all that needs attention
        </ButtonLink>
      </div>
      <FaultNote error={error} retry={retry} />
      <ChangeLines changes={changes} names={names} />
      {!error && changes.length === 0 ? (
        <Empty icon={<CircleCheck size={40} aria-hidden />} title="Nothing broke recently" />
      ) : null}
    </section>
  );
}

function Connections({ data }: { data: Summary }) {
  const unnamed = data.connected_accounts.some(({ display_name }) => display_name === null);
  const all = useQuery({ ...allConnections, enabled: unnamed });
  const emails = new Map(all.data?.map(({ id, email }) => [id, email]));
  return (
    <section className="panel" aria-labelledby="connections">
      <div className="panel-head">
        <h2 id="connections">Zoom connections</h2>
      </div>
      <ul className="lines">
        {data.connected_accounts.map(({ id, display_name, status, pairs }) => (
          <li key={id}>
            <span className="grow">
              <Link href={`/connections/${id}`} className="person-name">
                {display_name ?? emails.get(id) ?? 'Zoom'}
              </Link>
              <span className="small quiet"> · {counted(pairs, 'assignment')}</span>
            </span>
            <ConnectionBadge status={status} />
          </li>
        ))}
      </ul>
      {data.connected_accounts.length === 0 ? <p className="quiet">None yet.</p> : null}
    </section>
  );
}

function Warnings({ data }: { data: Summary }) {
  const codes = WARNING_CODES.filter((code) => data.by_warning?.[code]);
  if (codes.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="warnings">
      <div className="panel-head">
        <h2 id="warnings">Worth a look</h2>
      </div>
      <ul className="lines">
        {codes.map((code) => (
          <li key={code}>
            <span className="grow">
              <Link href={`/assignments?warning=${code}`} className="person-name">
                {WARNINGS[code].label}
              </Link>
              <br />
              <span className="small quiet">{WARNINGS[code].meaning}</span>
            </span>
            <span className="badge numeric" data-tone="warn" data-plain>
              {count(data.by_warning?.[code] ?? 0)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Start() {
  return (
    <Empty icon={<Plug size={40} aria-hidden />} title="Begin with Zoom">
      <p>Connect the company’s Zoom account once. Its users can then host the meetings of your providers.</p>
      <ButtonLink look="main" href="/connections">
        Connect Zoom
      </ButtonLink>
    </Empty>
  );
}
