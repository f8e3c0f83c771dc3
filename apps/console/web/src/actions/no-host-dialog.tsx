import type { Pair } from '../api/types.js';
import { keyOf } from '../list/selection.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Note } from '../ui/notes.js';
import { say } from '../ui/toasts.js';
import { counted } from '../words/count.js';
import { pairName } from '../words/people.js';
import { BatchProgress, BatchResult } from './batch-result.js';
import { DialogFoot } from './dialog-foot.js';
import { confirmNoHost, seen } from './pair-writes.js';
import { PreviewList } from './preview-list.js';
import { useBatch } from './use-batch.js';

/** For pairs that lost their host: nobody has to assign one. */
export function NoHostDialog({ pairs, onClose }: { pairs: readonly Pair[]; onClose: () => void }) {
  const batch = useBatch();
  const writing = batch.progress !== undefined;
  const apply = async () => {
    const { done, open } = await batch.run(pairs, (pair) => confirmNoHost(seen(pair)));
    if (done.length > 0) say(`${counted(done.length, 'assignment needs', 'assignments need')} no attention any more.`);
    if (open.length === 0) onClose();
  };
  return (
    <Dialog
      title={`${counted(pairs.length, 'assignment needs', 'assignments need')} no host`}
      wide
      onClose={onClose}
      busy={writing}
      foot={
        <DialogFoot busy={writing} over={batch.outcome !== undefined} onClose={onClose}>
          <Button look="main" busy={writing} onClick={() => void apply()}>
            Confirm for {counted(pairs.length, 'assignment')}
          </Button>
        </DialogFoot>
      }
    >
      {batch.outcome ? (
        <BatchResult outcome={batch.outcome} />
      ) : (
        <>
          <Note>They leave this list and stay without a host. You can assign one later on the page Assignments.</Note>
          {batch.progress === undefined ? null : <BatchProgress done={batch.progress} of={pairs.length} />}
          <PreviewList
            title="Stay without a host"
            lines={pairs.map((pair) => ({
              key: keyOf(pair),
              what: pairName(pair),
            }))}
          />
        </>
      )}
    </Dialog>
  );
}
