import { useQueryClient } from '@tanstack/react-query';
import type { Pair } from '../api/types.js';
import { keyOf } from '../list/selection.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Note } from '../ui/notes.js';
import { counted } from '../words/count.js';
import { hostName, pairName } from '../words/people.js';
import { BatchProgress, BatchResult } from './batch-result.js';
import { DialogFoot } from './dialog-foot.js';
import { clearOne, seen } from './pair-writes.js';
import { PreviewList } from './preview-list.js';
import { offerUndoOfSingles } from './undo-singles.js';
import { useBatch } from './use-batch.js';

export function ClearDialog({
  pairs,
  onClose,
  onDone,
}: {
  pairs: readonly Pair[];
  onClose: () => void;
  onDone: () => void;
}) {
  const client = useQueryClient();
  const batch = useBatch();
  const hosted = pairs.filter(({ conferencing }) => conferencing !== null);
  const writing = batch.progress !== undefined;
  const apply = async () => {
    const { done, open } = await batch.run(hosted, (pair) => clearOne(seen(pair)));
    if (done.length > 0) {
      const text = `${counted(done.length, 'assignment has', 'assignments have')} no host now.`;
      offerUndoOfSingles(client, text, done, false);
    }
    if (open.length > 0) return;
    onDone();
    onClose();
  };
  return (
    <Dialog
      title={`Remove the host of ${counted(hosted.length, 'assignment')}`}
      wide
      onClose={onClose}
      busy={writing}
      foot={
        <DialogFoot busy={writing} over={batch.outcome !== undefined} onClose={onClose}>
          <Button look="danger" busy={writing} onClick={() => void apply()}>
            Remove the host of {counted(hosted.length, 'assignment')}
          </Button>
        </DialogFoot>
      }
    >
      {batch.outcome ? (
        <BatchResult outcome={batch.outcome} />
      ) : (
        <>
          <Note tone="warn">Then nobody hosts these meetings, until you assign a host again.</Note>
          {batch.progress === undefined ? null : <BatchProgress done={batch.progress} of={hosted.length} />}
          <PreviewList
            title="What changes"
            lines={hosted.map((pair) => ({
              key: keyOf(pair),
              what: pairName(pair),
              from: hostName(pair.conferencing?.external_user),
              to: 'Nobody',
            }))}
          />
        </>
      )}
    </Dialog>
  );
}
