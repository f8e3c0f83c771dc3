import { useQuery } from '@tanstack/react-query';
import { Unlink } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { ClearDialog } from '../actions/clear-dialog.js';
import { asFault } from '../api/fault.js';
import {
  connections,
  explanation,
  history as historyOf,
  provider as providerOf,
  service as serviceOf,
} from '../api/queries.js';
import type { Explanation, Pair } from '../api/types.js';
import { pairKey } from '../api/types.js';
import { useRecentChange } from '../live/live.js';
import { AssignHere } from '../pair/assign-here.js';
import { MappingPanel } from '../pair/mapping-panel.js';
import { Timeline } from '../pair/timeline.js';
import { WhyPanel } from '../pair/why-panel.js';
import { useSession } from '../session/use-session.js';
import { Page } from '../shell/page.js';
import { StateBadge, WarningBadge } from '../ui/badges.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Empty, FaultNote, Note, Skeleton } from '../ui/notes.js';
import { Person } from '../ui/person.js';
import { actorName, hostName } from '../words/people.js';
import { STATES } from '../words/states.js';
import '../styles/pair.css';

interface Props {
  params: { service_id: string; provider_id: string };
}

/** Why this host, what happened before, and what to do about it. */
export default function PairPage({ params: ref }: Props) {
  const { actor } = useSession();
  const service = useQuery(serviceOf(ref.service_id));
  const provider = useQuery(providerOf(ref.provider_id));
  const why = useQuery(explanation(ref));
  const past = useQuery(historyOf(ref));
  const zoom = useQuery(connections);
  const changed = useRecentChange(pairKey(ref));
  // As it was seen: what changes meanwhile is said, and not removed.
  const [clearing, setClearing] = useState<Pair>();
  const names = {
    service: { id: ref.service_id, name: service.data?.name ?? null },
    provider: {
      id: ref.provider_id,
      display_name: provider.data?.display_name ?? null,
      email: provider.data?.email ?? null,
      active: provider.data?.active ?? true,
    },
  };
  if (why.error && asFault(why.error).status === 404) return <Gone />;
  const pair = why.data && pairOf(why.data, names);
  const host = pair?.conferencing;
  const fault = why.error ?? service.error ?? provider.error;
  // Everything comes at once, so that nothing moves.
  const coming = [why, past, service, provider, zoom].some(({ isPending }) => isPending);
  return (
    <Page
      title={provider.data?.display_name ?? (provider.isLoading ? '…' : ref.provider_id)}
      crumb={<Link href={`/services/${ref.service_id}`}>{service.data?.name ?? ref.service_id}</Link>}
      about={why.data ? STATES[why.data.host_state].meaning : 'Who hosts these meetings, and why.'}
      actions={
        host && !coming ? (
          <Button look="danger" icon={<Unlink size={16} aria-hidden />} onClick={() => setClearing(pair)}>
            Remove host
          </Button>
        ) : null
      }
    >
      <FaultNote error={fault} retry={() => [why, service, provider].map((one) => one.error && void one.refetch())} />
      {changed && changed.actor !== actor ? (
        <Note tone="warn">Changed just now by {actorName(changed.actor, actor)}. You see the newest state.</Note>
      ) : null}
      {coming ? (
        <Skeleton lines={10} />
      ) : pair ? (
        <div className="sides">
          <div className="stack">
            <section className="panel" aria-labelledby="host">
              <div className="panel-head">
                <h2 id="host">Host</h2>
                <StateBadge state={pair.host_state} />
              </div>
              <div className="stack">
                <div className="row row-wrap">
                  <Person
                    of={host ? hostName(host.external_user) : null}
                    name={
                      host ? (
                        <Link href={`/hosts/${host.external_user.id}`}>{hostName(host.external_user)}</Link>
                      ) : (
                        'Nobody'
                      )
                    }
                    below={host ? host.external_user.email : 'Choose a host below'}
                  />
                  {pair.warnings.map((warning) => (
                    <WarningBadge key={warning.code} warning={warning} />
                  ))}
                </div>
                <AssignHere pair={pair} />
              </div>
            </section>
            <Timeline pair={ref} current={pair} />
          </div>
          <div className="stack">
            {why.data ? <WhyPanel why={why.data} /> : null}
            <MappingPanel providerId={ref.provider_id} connection={host?.connected_account} />
          </div>
        </div>
      ) : null}
      {clearing ? (
        <ClearDialog pairs={[clearing]} onClose={() => setClearing(undefined)} onDone={() => undefined} />
      ) : null}
    </Page>
  );
}

function pairOf(why: Explanation, names: Pick<Pair, 'service' | 'provider'>): Pair {
  const { conferencing, host_state, version, warnings, decided_at } = why;
  return { object: 'service_provider', ...names, conferencing, host_state, version, warnings, updated_at: decided_at };
}

function Gone() {
  return (
    <Page title="Not in the catalog">
      <Empty icon={<Unlink size={40} aria-hidden />} title="This provider is not assigned to this service">
        <p>One of them left the catalog, or the link is of another account.</p>
        <ButtonLink href="/assignments">All assignments</ButtonLink>
      </Empty>
    </Page>
  );
}
