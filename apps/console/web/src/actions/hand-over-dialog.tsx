import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answer, conferencing } from '../api/client.js';
import { asFault, type Fault } from '../api/fault.js';
import { type ExternalUser, type Pair, pairKey } from '../api/types.js';
import { useNames } from '../api/use-names.js';
import { keyOf } from '../list/selection.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Fields } from '../ui/field.js';
import { FaultNote, Note, Skeleton } from '../ui/notes.js';
import { byName } from '../words/by-name.js';
import { counted } from '../words/count.js';
import { hostName } from '../words/people.js';
import { skippedBecause } from '../words/states.js';
import { DialogFoot } from './dialog-foot.js';
import { HostPicker, type Picked } from './host-picker.js';
import { PreviewList } from './preview-list.js';
import { offerUndo } from './undo.js';

interface Props {
  from: { user: ExternalUser; connectionId: string };
  /** All services by default. */
  serviceIds?: string[];
  /** The selected pairs. A handover moves whole services, so it may move more. */
  selected?: readonly Pair[];
  before?: ReactNode;
  onClose: () => void;
  onDone?: () => void;
}

/** Moves the meetings of one host to another: first as a preview, then in one transaction. */
export function HandOverDialog({ from, serviceIds, selected, before, onClose, onDone }: Props) {
  const client = useQueryClient();
  const [picked, setPicked] = useState<Picked>();
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState(false);
  const handOver = (to: Picked, dryRun: boolean) =>
    answer(
      conferencing.POST('/v1/conferencing/handovers', {
        body: {
          from: { connected_account_id: from.connectionId, external_user_id: from.user.id },
          to: { connected_account_id: to.connection.id, external_user_id: to.user.id },
          ...(serviceIds ? { service_ids: serviceIds } : {}),
          dry_run: dryRun,
        },
      }),
    );
  const preview = useQuery({
    queryKey: ['handover preview', from.user.id, picked?.user.id, serviceIds?.join()],
    queryFn: () => handOver(picked!, true),
    enabled: picked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  const names = useNames(preview.data ? [...preview.data.data.moved, ...preview.data.data.skipped] : []);
  const moved = byName((picked && preview.data?.data.moved) ?? [], names);
  const chosen = new Set(selected?.map(keyOf));
  const extra = selected ? moved.filter((pair) => !chosen.has(pairKey(pair))).length : 0;
  const apply = async () => {
    if (!picked) return;
    setBusy(true);
    setFault(undefined);
    try {
      const { data } = await handOver(picked, false);
      const left = data.skipped.length;
      const rest = left > 0 ? ` ${counted(left, 'other stays', 'others stay')} with ${hostName(from.user)}.` : '';
      const text = `${hostName(picked.user)} took over ${counted(data.moved.length, 'assignment')}.${rest}`;
      offerUndo(client, text, data.batch_id === null ? [] : [data.batch_id]);
      onDone?.();
      onClose();
    } catch (error) {
      setFault(asFault(error));
      void preview.refetch();
    } finally {
      setBusy(false);
    }
  };
  const said = fault ?? (preview.error ? asFault(preview.error) : undefined);
  const atHost =
    said?.at('external_user_id', 'email', 'to') ?? (said?.code.startsWith('host_') ? said.message : undefined);
  return (
    <Dialog
      title={`Hand over from ${hostName(from.user)}`}
      wide
      onClose={onClose}
      busy={busy}
      foot={
        <DialogFoot busy={busy} over={false} onClose={onClose}>
          <Button
            look="main"
            disabled={moved.length === 0 || preview.isPlaceholderData}
            busy={busy}
            onClick={() => void apply()}
          >
            Hand over {moved.length > 0 ? counted(moved.length, 'assignment') : ''}
          </Button>
        </DialogFoot>
      }
    >
      <Fields locked={busy}>
        {before}
        <HostPicker label="To" picked={picked} onPick={setPicked} fault={atHost} without={from.user.id} autoFocus />
      </Fields>
      {said && atHost === undefined ? <FaultNote error={said} /> : null}
      {preview.isLoading ? <Skeleton /> : null}
      {picked && preview.data && moved.length === 0 ? (
        <Note>{hostName(from.user)} has nothing to hand over here.</Note>
      ) : null}
      {extra > 0 ? (
        <Note tone="warn">
          {counted(extra, 'assignment')} more than you selected. A handover moves everything that the host has in a
          service. To move only some, cancel and use “Assign a host”.
        </Note>
      ) : null}
      <PreviewList
        title="What changes"
        lines={moved.map((pair) => ({
          key: pairKey(pair),
          what: names(pair),
          from: hostName(from.user),
          to: hostName(picked?.user),
        }))}
      />
      <PreviewList
        title="Stays as it is"
        lines={((picked && preview.data?.data.skipped) ?? []).map((pair) => ({
          key: pairKey(pair),
          what: names(pair),
          note: skippedBecause(pair.reason),
          tone: 'warn',
        }))}
      />
    </Dialog>
  );
}
