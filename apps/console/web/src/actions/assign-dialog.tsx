import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Pair } from '../api/types.js';
import { keyOf } from '../list/selection.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Fields } from '../ui/field.js';
import { Note } from '../ui/notes.js';
import { counted } from '../words/count.js';
import { hostName, pairName } from '../words/people.js';
import { BatchProgress, BatchResult } from './batch-result.js';
import { DialogFoot } from './dialog-foot.js';
import { HostPicker, type Picked } from './host-picker.js';
import { MappingPreview } from './mapping-preview.js';
import { assignOne, seen } from './pair-writes.js';
import { PreviewList } from './preview-list.js';
import { ReplacedNote } from './replaced-note.js';
import { offerUndoOfSingles } from './undo-singles.js';
import { useBatch } from './use-batch.js';

interface Props {
  pairs: readonly Pair[];
  onClose: () => void;
  onDone: () => void;
}

/** Assigns one host to all pairs, or to each pair the Zoom user to whom its provider is mapped. */
export function AssignDialog(props: Props) {
  const [way, setWay] = useState<'person' | 'mapping'>('person');
  const choice = (
    <fieldset className="choice">
      <legend className="visually-hidden">How to choose the host</legend>
      {(
        [
          ['person', 'One host for all'],
          ['mapping', 'Each provider’s own Zoom user'],
        ] as const
      ).map(([value, label]) => (
        <label key={value} className="chip">
          <input type="radio" name="way" className="check" checked={way === value} onChange={() => setWay(value)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
  return way === 'person' ? <ToOne {...props} choice={choice} /> : <MappingPreview {...props} choice={choice} />;
}

function ToOne({ pairs, onClose, onDone, choice }: Props & { choice: ReactNode }) {
  const [picked, setPicked] = useState<Picked>();
  const client = useQueryClient();
  const batch = useBatch();
  const turns = picked ? pairs.filter((pair) => pair.conferencing?.external_user.id !== picked.user.id) : [];
  const replaced = turns.filter(({ conferencing }) => conferencing !== null).length;
  const writing = batch.progress !== undefined;
  const apply = async () => {
    if (!picked) return;
    const target = { connected_account_id: picked.connection.id, external_user_id: picked.user.id };
    const { done, open } = await batch.run(turns, (pair) => assignOne(seen(pair), target));
    if (done.length > 0) {
      const hosted = open.length > 0 ? done.length : pairs.length;
      offerUndoOfSingles(client, `${hostName(picked.user)} hosts ${counted(hosted, 'assignment')} now.`, done, true);
    }
    if (open.length > 0) return;
    onDone();
    onClose();
  };
  return (
    <Dialog
      title={`Assign a host to ${counted(pairs.length, 'assignment')}`}
      wide
      onClose={onClose}
      busy={writing}
      foot={
        <DialogFoot busy={writing} over={batch.outcome !== undefined} onClose={onClose}>
          <Button look="main" disabled={turns.length === 0} busy={writing} onClick={() => void apply()}>
            Assign {turns.length > 0 ? counted(turns.length, 'assignment') : ''}
          </Button>
        </DialogFoot>
      }
    >
      {batch.outcome ? (
        <BatchResult outcome={batch.outcome} />
      ) : (
        <>
          <Fields locked={writing}>
            {choice}
            <HostPicker picked={picked} onPick={setPicked} autoFocus />
          </Fields>
          {batch.progress === undefined ? null : <BatchProgress done={batch.progress} of={turns.length} />}
          {picked && turns.length === 0 ? <Note>{hostName(picked.user)} already hosts all of them.</Note> : null}
          <ReplacedNote replaced={replaced} />
          <PreviewList
            title="What changes"
            lines={turns.map((pair) => ({
              key: keyOf(pair),
              what: pairName(pair),
              from: hostName(pair.conferencing?.external_user),
              to: hostName(picked?.user),
            }))}
          />
        </>
      )}
    </Dialog>
  );
}
