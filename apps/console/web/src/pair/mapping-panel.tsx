import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { HostPicker, type Picked } from '../actions/host-picker.js';
import { answer, conferencing } from '../api/client.js';
import { asFault } from '../api/fault.js';
import { connections } from '../api/queries.js';
import type { Connection } from '../api/types.js';
import { Button } from '../ui/button.js';
import { FaultNote, Skeleton } from '../ui/notes.js';
import { Person } from '../ui/person.js';
import { say, sayFault } from '../ui/toasts.js';
import { connectionName, hostName } from '../words/people.js';

const PATH = '/v1/connected_accounts/{connected_account_id}/user_mappings/{provider_id}';

/** The Zoom user to whom this provider is mapped. An assignment of a whole service uses the mappings. */
export function MappingPanel({ providerId, connection }: { providerId: string; connection: Connection | undefined }) {
  const all = useQuery(connections);
  const zoom = connection ?? all.data?.find(({ provider, status }) => provider === 'zoom_admin' && status === 'active');
  if (all.data && !zoom) return null;
  return (
    <section className="panel stack" aria-labelledby="mapping">
      <div>
        <h2 id="mapping">User mapping of this provider</h2>
      </div>
      {zoom ? (
        <>
          <p className="small quiet">
            “Assign a host” uses this user mapping when you choose “Each provider’s own Zoom user”. Connection:{' '}
            {connectionName(zoom)}.
          </p>
          <Mapping key={zoom.id} providerId={providerId} connectionId={zoom.id} />
        </>
      ) : all.error ? (
        <FaultNote error={all.error} retry={() => void all.refetch()} />
      ) : (
        <Skeleton lines={2} />
      )}
    </section>
  );
}

function Mapping({ providerId, connectionId }: { providerId: string; connectionId: string }) {
  const client = useQueryClient();
  const path = { connected_account_id: connectionId, provider_id: providerId };
  const queryKey = ['mapping', connectionId, providerId];
  const [editing, setEditing] = useState(false);
  const [picked, setPicked] = useState<Picked>();
  const mapping = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      try {
        return (await answer(conferencing.GET(PATH, { params: { path }, signal }))).data;
      } catch (error) {
        if (asFault(error).status === 404) return null;
        throw error;
      }
    },
  });
  const mapTo = (connected_account_id: string, external_user_id: string) =>
    answer(conferencing.PUT(PATH, { params: { path: { ...path, connected_account_id } }, body: { external_user_id } }));
  const write = useMutation({
    mutationFn: async (to: Picked | null): Promise<void> => {
      if (to === null) await answer(conferencing.DELETE(PATH, { params: { path } }));
      // A Zoom user belongs to one connection, which may differ from that of the current host.
      else await mapTo(to.connection.id, to.user.id);
    },
    onMutate: () => mapping.data,
    onSuccess: (_nothing, to, before) => {
      const undo = before && { label: 'Undo', act: () => void restore(before) };
      say(to === null ? 'The provider has no user mapping now.' : `Mapped to ${hostName(to.user)}.`, undo ?? undefined);
      setEditing(false);
      setPicked(undefined);
      void client.invalidateQueries({ queryKey: ['mapping'] });
    },
  });
  /** A mapping that was found by email comes back as one that was chosen by hand. */
  const restore = async ({ external_user }: NonNullable<typeof mapping.data>) => {
    try {
      await mapTo(connectionId, external_user.id);
      say(`Mapped to ${hostName(external_user)} again.`);
    } catch (error) {
      sayFault(error);
    }
    void client.invalidateQueries({ queryKey: ['mapping'] });
  };
  const { data } = mapping;
  if (mapping.isPending) return <Skeleton lines={2} />;
  return (
    <div className="stack">
      <FaultNote error={mapping.error} retry={() => void mapping.refetch()} />
      {data === undefined ? null : (
        <Person
          of={data ? hostName(data.external_user) : null}
          name={data ? hostName(data.external_user) : 'No user mapping'}
          below={
            data
              ? data.source === 'auto'
                ? 'Found by the same email'
                : 'Chosen by hand'
              : 'No Zoom user has the same email'
          }
        />
      )}
      {editing ? null : <FaultNote error={write.error} />}
      {editing ? (
        <>
          <HostPicker
            label="Zoom user"
            picked={picked}
            onPick={setPicked}
            connectionId={connectionId}
            fault={write.error ? asFault(write.error).message : undefined}
          />
          <div className="row">
            <Button disabled={!picked} busy={write.isPending} onClick={() => picked && write.mutate(picked)}>
              Map to {picked ? hostName(picked.user) : 'this user'}
            </Button>
            <Button look="plain" onClick={() => setEditing(false)}>
              Cancel
            </Button>
          </div>
        </>
      ) : (
        <div className="row">
          <Button size="s" onClick={() => setEditing(true)}>
            {data ? 'Choose another Zoom user' : 'Choose a Zoom user'}
          </Button>
          {data ? (
            <Button size="s" look="plain" busy={write.isPending} onClick={() => write.mutate(null)}>
              Remove the mapping
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}
