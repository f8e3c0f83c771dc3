import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { connections } from '../api/queries.js';
import { type Pair, pairKey, type PairRef } from '../api/types.js';
import { keyOf } from '../list/selection.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Fields, Select } from '../ui/field.js';
import { FaultNote, Note, Skeleton } from '../ui/notes.js';
import { counted } from '../words/count.js';
import { skippedBecause } from '../words/states.js';
import { connectionName, hostName, pairName } from '../words/people.js';
import { DialogFoot } from './dialog-foot.js';
import { PreviewList } from './preview-list.js';
import { ReplacedNote } from './replaced-note.js';
import { bulkByMapping, type BulkAnswer } from './service-writes.js';
import { offerUndo } from './undo.js';

interface Props {
  pairs: readonly Pair[];
  onClose: () => void;
  onDone: () => void;
  choice: ReactNode;
}

/** Shows the host that the mapping gives to each pair, and assigns exactly these. */
export function MappingPreview({ pairs, onClose, onDone, choice }: Props) {
  const client = useQueryClient();
  const all = useQuery(connections);
  const zoom = all.data?.filter(({ provider }) => provider === 'zoom_admin') ?? [];
  const [chosen, setChosen] = useState('');
  const connection = chosen || (zoom.find(({ status }) => status === 'active') ?? zoom[0])?.id || '';
  const preview = useQuery({
    queryKey: ['mapping preview', connection, pairs.map(({ version }) => version).join()],
    queryFn: () => bulkByMapping(connection, pairs, true),
    enabled: connection !== '',
    staleTime: 0,
    gcTime: 0,
  });
  const [fault, setFault] = useState<unknown>();
  const [failed, setFailed] = useState<BulkAnswer['failed']>();
  const [busy, setBusy] = useState(false);
  const changes = preview.data ? changing(preview.data) : 0;
  const apply = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      const done = await bulkByMapping(connection, pairs, false);
      const left = done.skipped.length;
      const rest = left > 0 ? ` ${counted(left, 'other stays as it is', 'others stay as they are')}.` : '';
      offerUndo(client, `${counted(changing(done), 'assignment')} changed.${rest}`, done.batches);
      if (done.failed.length > 0) {
        setFailed(done.failed);
        return;
      }
      onDone();
      onClose();
    } catch (error) {
      setFault(error);
      void preview.refetch();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`Assign a host to ${counted(pairs.length, 'assignment')}`}
      wide
      onClose={onClose}
      busy={busy}
      foot={
        <DialogFoot busy={busy} over={failed !== undefined} onClose={onClose}>
          <Button look="main" disabled={changes === 0} busy={busy} onClick={() => void apply()}>
            Assign {changes > 0 ? counted(changes, 'assignment') : ''}
          </Button>
        </DialogFoot>
      }
    >
      {failed ? (
        <Failed failed={failed} pairs={pairs} />
      ) : (
        <>
          <Fields locked={busy}>
            {choice}
            <Select label="Zoom connection" value={connection} onChange={(event) => setChosen(event.target.value)}>
              {zoom.map((item) => (
                <option key={item.id} value={item.id}>
                  {connectionName(item)}
                </option>
              ))}
            </Select>
          </Fields>
          <FaultNote error={all.error} retry={() => void all.refetch()} />
          <FaultNote error={fault ?? preview.error} retry={() => void preview.refetch()} />
          {preview.isLoading ? <Skeleton /> : null}
          {preview.data && changes === 0 ? (
            <Note>
              Nothing would change: each of them has this host already, or stays as it is for the reason below.
            </Note>
          ) : null}
          {preview.data ? <Lines answer={preview.data} pairs={pairs} /> : null}
        </>
      )}
    </Dialog>
  );
}

const changing = ({ configured }: BulkAnswer): number => configured.filter(({ change }) => change !== 'none').length;

const namesOf = (pairs: readonly Pair[]) => {
  const byKey = new Map(pairs.map((pair) => [keyOf(pair), pair]));
  return (ref: PairRef) => {
    const pair = byKey.get(pairKey(ref));
    return pair ? pairName(pair) : pairKey(ref);
  };
};

function Failed({ failed, pairs }: { failed: BulkAnswer['failed']; pairs: readonly Pair[] }) {
  const name = namesOf(pairs);
  return (
    <>
      <Note tone="warn">{counted(failed.length, 'assignment stays as it is', 'assignments stay as they are')}.</Note>
      <PreviewList
        title="Not changed"
        lines={failed.map((item) => ({ key: pairKey(item), what: name(item), note: item.fault.message, tone: 'warn' }))}
      />
    </>
  );
}

function Lines({ answer, pairs }: { answer: BulkAnswer; pairs: readonly Pair[] }) {
  const name = namesOf(pairs);
  const replaced = answer.configured.filter(({ change }) => change === 'reassigned').length;
  return (
    <>
      <ReplacedNote replaced={replaced} />
      <PreviewList
        title="What changes"
        lines={answer.configured
          .filter(({ change }) => change !== 'none')
          .map((item) => ({
            key: pairKey(item),
            what: name(item),
            from: hostName(item.from),
            to: hostName(item.to),
          }))}
      />
      <PreviewList
        title="Stays as it is"
        lines={answer.skipped.map((item) => ({
          key: pairKey(item),
          what: name(item),
          note: skippedBecause(item.reason),
          tone: 'warn',
        }))}
      />
    </>
  );
}
