import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { connectionName } from '../words/people.js';
import { DialogFoot } from '../actions/dialog-foot.js';
import { PreviewList } from '../actions/preview-list.js';
import { rereadAll } from '../actions/undo.js';
import { answer, conferencing } from '../api/client.js';
import { type Connection, pairKey } from '../api/types.js';
import { useNames } from '../api/use-names.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { FaultNote, Note, Skeleton } from '../ui/notes.js';
import { say } from '../ui/toasts.js';
import { byName } from '../words/by-name.js';
import { counted } from '../words/count.js';

const PATH = '/v1/connected_accounts/{connected_account_id}';

/** Shows what would break before anything does. */
export function DisconnectDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const path = { connected_account_id: connection.id };
  const preview = useQuery({
    queryKey: ['disconnect preview', connection.id],
    queryFn: () => answer(conferencing.DELETE(PATH, { params: { path, query: { dry_run: 'true' } } })),
    select: (body) => body?.data,
    staleTime: 0,
    gcTime: 0,
  });
  const cleared = preview.data?.cleared ?? [];
  const names = useNames(cleared);
  const disconnect = useMutation({
    mutationFn: () => answer(conferencing.DELETE(PATH, { params: { path } })),
    onSuccess: () => {
      const lost = cleared.length;
      const rest = lost > 0 ? ` ${counted(lost, 'assignment has', 'assignments have')} no host now.` : '';
      const see = { label: 'Show them', act: () => navigate('/attention?host_state=unassigned') };
      say(`${connectionName(connection)} is disconnected.${rest}`, lost > 0 ? see : undefined);
      navigate('/connections');
      rereadAll(client);
    },
  });
  return (
    <Dialog
      title={`Disconnect ${connectionName(connection)}`}
      wide
      onClose={onClose}
      busy={disconnect.isPending}
      foot={
        <DialogFoot busy={disconnect.isPending} over={false} onClose={onClose}>
          <Button
            look="danger"
            disabled={!preview.data}
            busy={disconnect.isPending}
            onClick={() => disconnect.mutate()}
          >
            Disconnect
          </Button>
        </DialogFoot>
      }
    >
      <FaultNote error={disconnect.error ?? preview.error} retry={() => void preview.refetch()} />
      {preview.data ? (
        <Note tone={cleared.length > 0 ? 'warn' : 'quiet'}>
          {cleared.length > 0
            ? `${counted(cleared.length, 'assignment loses its host', 'assignments lose their host')} and ${counted(preview.data.mappings, 'user mapping goes', 'user mappings go')}. You can’t undo this: connecting the same Zoom account again does not bring them back. To keep their meetings working, hand them over to a host of another connection first.`
            : 'No assignment has a host of this connection.'}
        </Note>
      ) : preview.error ? null : (
        <Skeleton lines={4} />
      )}
      <PreviewList
        title="Will have no host"
        lines={byName(cleared, names).map((pair) => ({ key: pairKey(pair), what: names(pair) }))}
      />
    </Dialog>
  );
}
