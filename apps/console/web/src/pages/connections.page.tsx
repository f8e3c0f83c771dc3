import { useQuery } from '@tanstack/react-query';
import { CirclePlus, Plug } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import { connectionName } from '../words/people.js';
import { connections, summary } from '../api/queries.js';
import type { Connection, Summary } from '../api/types.js';
import { ConnectDialog } from '../connections/connect-dialog.js';
import { Page } from '../shell/page.js';
import { ConnectionBadge } from '../ui/badges.js';
import { Button } from '../ui/button.js';
import { Empty, FaultNote, Note, Skeleton } from '../ui/notes.js';
import { counted } from '../words/count.js';

const FAILED: Readonly<Record<string, string>> = {
  denied: 'Zoom is not connected: the access was declined at Zoom.',
  expired: 'Zoom is not connected: it took too long, or was opened in another browser. Please try again.',
  rejected: 'Zoom is not connected: Zoom refused the request. Ask an operator to check the Zoom app of this service.',
  unreachable: 'Zoom is not connected: Zoom did not answer. Please try again in a moment.',
};

export default function ConnectionsPage() {
  const { data, error, refetch } = useQuery(connections);
  const sums = useQuery(summary);
  const [connecting, setConnecting] = useState(false);
  const query = new URLSearchParams(useSearch());
  const failed = query.get('connect_failed');
  return (
    <Page
      title="Connections"
      about="The Zoom accounts whose users can host meetings."
      actions={
        <Button look="main" icon={<CirclePlus size={16} aria-hidden />} onClick={() => setConnecting(true)}>
          Connect Zoom
        </Button>
      }
    >
      {query.has('connected') ? <Note tone="good">Zoom is connected.</Note> : null}
      {failed === null ? null : <Note tone="bad">{FAILED[failed] ?? FAILED.unreachable}</Note>}
      <FaultNote error={error} retry={() => void refetch()} />
      {data || error ? null : <Skeleton lines={4} />}
      {data?.length === 0 ? (
        <Empty icon={<Plug size={40} aria-hidden />} title="No connection yet">
          <p>Connect the company’s Zoom account once. Its users can then host meetings.</p>
        </Empty>
      ) : null}
      <ul className="panels">
        {data?.map((connection) => (
          <li key={connection.id}>
            <Card connection={connection} sums={sums.data} />
          </li>
        ))}
      </ul>
      {connecting ? <ConnectDialog onClose={() => setConnecting(false)} /> : null}
    </Page>
  );
}

const KINDS = { zoom_admin: 'Zoom', google: 'Google', microsoft: 'Microsoft' } as const;

function Card({ connection, sums }: { connection: Connection; sums: Summary | undefined }) {
  const pairs = sums?.connected_accounts.find(({ id }) => id === connection.id)?.pairs ?? 0;
  const hosting = connection.provider === 'zoom_admin';
  return (
    <article className="panel stack">
      <div className="row spread row-wrap">
        <h2>
          <Link href={`/connections/${connection.id}`}>{connectionName(connection)}</Link>
        </h2>
        <ConnectionBadge status={connection.status} />
      </div>
      <p className="quiet small">
        {KINDS[connection.provider]} · {connection.email}
      </p>
      <p>{hosting ? counted(pairs, 'assignment') : 'Can’t host meetings'}</p>
    </article>
  );
}
