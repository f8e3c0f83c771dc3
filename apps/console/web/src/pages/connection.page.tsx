import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plug, RefreshCw, Unplug } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { connectionName } from '../words/people.js';
import { answer, conferencing, readModels } from '../api/client.js';
import { asFault } from '../api/fault.js';
import type { Connection } from '../api/types.js';
import { RenameForm } from '../connections/rename-form.js';
import { UsersPanel, useUsers } from '../connections/users-panel.js';
import { useSync } from '../connections/use-sync.js';
import { Page } from '../shell/page.js';
import { ConnectionBadge, StateBadge } from '../ui/badges.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Empty, FaultNote, Note, Skeleton } from '../ui/notes.js';
import { Ago } from '../ui/time.js';
import { count, counted } from '../words/count.js';
import { HOST_STATES } from '../words/states.js';
import { late } from '../ui/late.js';

const Connect = late(() => import('../connections/connect-dialog.js').then((m) => m.ConnectDialog));
const Disconnect = late(() => import('../connections/disconnect-dialog.js').then((m) => m.DisconnectDialog));

const ADVICE = {
  active: undefined,
  reconnect_required:
    'Zoom no longer accepts this connection, so its meetings fail. Reconnect it: hosts and assignments stay as they are.',
  insufficient_permissions: 'The connection lacks permissions. Reconnect it, and allow everything that Zoom asks for.',
} as const;

export default function ConnectionPage({ params: { id } }: { params: { id: string } }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['connections', id],
    queryFn: ({ signal }) => {
      const params = { path: { connected_account_id: id } };
      return answer(conferencing.GET('/v1/connected_accounts/{connected_account_id}', { params, signal }));
    },
    select: (body) => body.data,
  });
  const client = useQueryClient();
  const [open, setOpen] = useState<'reconnect' | 'disconnect'>();
  const sync = useSync(id);
  const { users } = useUsers(id);
  const impact = useQuery(impactOf(id));
  // Everything comes at once, so that nothing moves.
  const coming = users.isPending || impact.isPending;
  if (error && asFault(error).status === 404) return <Gone />;
  const advice = data && ADVICE[data.status];
  const hosting = data?.provider === 'zoom_admin';
  return (
    <Page
      title={data ? connectionName(data) : error ? 'Connection' : '…'}
      crumb={<Link href="/connections">Connections</Link>}
      actions={
        <>
          {data === undefined || hosting ? (
            <>
              <Button
                icon={<RefreshCw size={16} aria-hidden />}
                disabled={!data}
                busy={sync.isPending}
                onClick={() => sync.mutate()}
              >
                Sync now
              </Button>
              <Button
                look={advice ? 'main' : undefined}
                icon={<Plug size={16} aria-hidden />}
                onClick={() => setOpen('reconnect')}
              >
                Reconnect
              </Button>
            </>
          ) : null}
          <Button look="danger" icon={<Unplug size={16} aria-hidden />} onClick={() => setOpen('disconnect')}>
            Disconnect
          </Button>
        </>
      }
    >
      <FaultNote error={error} retry={() => void refetch()} />
      <FaultNote error={sync.error} />
      {advice ? <Note tone="bad">{advice}</Note> : null}
      {data && !coming ? (
        <div className="sides">
          {hosting ? <UsersPanel connectionId={id} /> : <Note>A connection of this kind can’t host meetings.</Note>}
          <div className="stack">
            <Facts connection={data} onRenamed={() => void client.invalidateQueries({ queryKey: ['connections'] })} />
            {hosting ? <Impact id={id} /> : null}
          </div>
        </div>
      ) : error ? null : (
        <Skeleton lines={10} />
      )}
      {open === 'reconnect' && data ? <Connect again={data} onClose={() => setOpen(undefined)} /> : null}
      {open === 'disconnect' && data ? <Disconnect connection={data} onClose={() => setOpen(undefined)} /> : null}
    </Page>
  );
}

function Facts({ connection, onRenamed }: { connection: Connection; onRenamed: () => void }) {
  return (
    <section className="panel" aria-labelledby="facts">
      <div className="panel-head">
        <h2 id="facts">Connection</h2>
        <ConnectionBadge status={connection.status} />
      </div>
      <div className="stack">
        <RenameForm key={connection.id} connection={connection} onRenamed={onRenamed} />
        <dl className="facts">
          <dt>{connection.external_account_id ? 'Zoom account' : 'Account'}</dt>
          <dd>{connection.external_account_id ?? connection.external_subject}</dd>
          <dt>Email</dt>
          <dd>{connection.email}</dd>
          <dt>Connected</dt>
          <dd>
            <Ago at={connection.created_at} />
          </dd>
        </dl>
      </div>
    </section>
  );
}

const impactOf = (id: string) =>
  queryOptions({
    queryKey: ['impact', id],
    queryFn: ({ signal }) => {
      const params = { path: { connected_account_id: id } };
      return answer(readModels.GET('/v1/connected_accounts/{connected_account_id}/impact', { params, signal }));
    },
    select: (body) => body.data,
  });

/** What depends on it. */
function Impact({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(impactOf(id));
  return (
    <section className="panel" aria-labelledby="impact">
      <div className="panel-head">
        <h2 id="impact">What depends on it</h2>
      </div>
      <FaultNote error={error} retry={() => void refetch()} />
      {data ? (
        <div className="stack">
          <p>
            {counted(data.services.length, 'service')}, {counted(data.providers.length, 'provider')}
          </p>
          <ul className="lines">
            {HOST_STATES.filter((state) => data.by_host_state[state] > 0).map((state) => (
              <li key={state}>
                <span className="grow">
                  <StateBadge state={state} />
                </span>
                <Link href={`/assignments?connected_account_id=${id}&host_state=${state}`} className="numeric">
                  {count(data.by_host_state[state])}
                  <span className="visually-hidden"> assignments</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ) : error ? null : (
        <Skeleton lines={3} />
      )}
    </section>
  );
}

function Gone() {
  return (
    <Page title="No such connection" crumb={<Link href="/connections">Connections</Link>}>
      <Empty icon={<Unplug size={40} aria-hidden />} title="It was disconnected, or is of another account">
        <ButtonLink href="/connections">All connections</ButtonLink>
      </Empty>
    </Page>
  );
}
