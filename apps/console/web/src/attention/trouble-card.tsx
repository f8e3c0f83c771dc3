import { ExternalLink, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Attention, Pair } from '../api/types.js';
import { pairKey } from '../api/types.js';
import { ConnectDialog } from '../connections/connect-dialog.js';
import { useSync } from '../connections/use-sync.js';
import { Button } from '../ui/button.js';
import { FaultNote } from '../ui/notes.js';
import { Person } from '../ui/person.js';
import { byName } from '../words/by-name.js';
import { count, counted } from '../words/count.js';
import { connectionName, hostName, pairName } from '../words/people.js';
import type { Trouble } from './by-cause.js';
import { late } from '../ui/late.js';

const HandOver = late(() => import('../actions/hand-over-dialog.js').then((m) => m.HandOverDialog));
const Assign = late(() => import('../actions/assign-dialog.js').then((m) => m.AssignDialog));

const NoHost = late(() => import('../actions/no-host-dialog.js').then((m) => m.NoHostDialog));

const SHOWN = 5;

type Open = 'handover' | 'assign' | 'none' | 'reconnect' | undefined;

/** One thing that is wrong, whom it concerns, and what mends it. */
export function TroubleCard({ trouble }: { trouble: Trouble }) {
  const { connection, host, pairs } = trouble;
  const [open, setOpen] = useState<Open>();
  const [all, setAll] = useState(false);
  const close = () => setOpen(undefined);
  const sorted = byName(pairs, pairName);
  const shown = all ? sorted : sorted.slice(0, SHOWN);
  return (
    <article className="panel" aria-label={titleOf(trouble)}>
      <div className="panel-head">
        <Person
          of={host ? hostName(host) : connection ? connectionName(connection) : null}
          name={<Title trouble={trouble} />}
          below={counted(pairs.length, 'assignment')}
        />
        <div className="row row-wrap">
          <Fixes trouble={trouble} onOpen={setOpen} />
        </div>
      </div>
      <ul className="lines">
        {shown.map((pair) => (
          <li key={pairKey(pair)}>
            <Link className="grow cut" href={`/assignments/${pair.service_id}/${pair.provider_id}`}>
              {pairName(pair)}
            </Link>
          </li>
        ))}
      </ul>
      {pairs.length > SHOWN ? (
        <Button look="plain" size="s" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${count(pairs.length)}`}
        </Button>
      ) : null}
      {open === 'handover' && host && connection ? (
        <HandOver from={{ user: host, connectionId: connection.id }} onClose={close} />
      ) : null}
      {open === 'none' ? <NoHost pairs={pairs.map(pairOf)} onClose={close} /> : null}
      {open === 'assign' ? <Assign pairs={pairs.map(pairOf)} onClose={close} onDone={() => undefined} /> : null}
      {open === 'reconnect' && connection ? <ConnectDialog again={connection} onClose={close} /> : null}
    </article>
  );
}

const titleOf = ({ host, connection }: Trouble): string =>
  host ? hostName(host) : connection ? connectionName(connection) : 'No host';

function Title({ trouble }: { trouble: Trouble }) {
  const { host, connection } = trouble;
  if (host) return <Link href={`/hosts/${host.id}`}>{hostName(host)}</Link>;
  if (connection) return <Link href={`/connections/${connection.id}`}>{connectionName(connection)}</Link>;
  return titleOf(trouble);
}

function Fixes({ trouble, onOpen }: { trouble: Trouble; onOpen: (open: Open) => void }) {
  const { cause, connection } = trouble;
  if (cause === 'host_lost' || !connection) {
    return (
      <>
        <Button look="main" onClick={() => onOpen('assign')}>
          Assign a host
        </Button>
        <Button onClick={() => onOpen('none')}>Needs no host</Button>
      </>
    );
  }
  const ofConnection = cause.startsWith('account_');
  return (
    <>
      {ofConnection ? (
        <Button look="main" onClick={() => onOpen('reconnect')}>
          Reconnect
        </Button>
      ) : (
        <Button look="main" onClick={() => onOpen('handover')}>
          Assign another host
        </Button>
      )}
      {cause === 'host_inactive' || cause === 'host_pending' ? (
        <a className="button" href="https://zoom.us/account/user" target="_blank" rel="noreferrer">
          <ExternalLink size={16} aria-hidden />
          {cause === 'host_pending' ? 'Invite again at Zoom' : 'Activate at Zoom'}
        </a>
      ) : null}
      <Sync connectionId={connection.id} />
    </>
  );
}

function Sync({ connectionId }: { connectionId: string }) {
  const sync = useSync(connectionId);
  return (
    <>
      <Button icon={<RefreshCw size={16} aria-hidden />} busy={sync.isPending} onClick={() => sync.mutate()}>
        Sync now
      </Button>
      <FaultNote error={sync.error} />
    </>
  );
}

function pairOf({ service, provider, conferencing, host_state, version }: Attention): Pair {
  return {
    object: 'service_provider',
    service,
    provider,
    conferencing,
    host_state,
    version,
    warnings: [],
    updated_at: null,
  };
}
