import { useQueryClient } from '@tanstack/react-query';
import type { Pair } from '../api/types.js';
import { keyOf } from '../list/selection.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Note } from '../ui/notes.js';
import { counted } from '../words/count.js';
import { hostName, providerName, serviceName } from '../words/people.js';
import { BatchProgress, BatchResult } from './batch-result.js';
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
  const apply = async () => {
    if ((await batch.run(hosted, (pair) => clearOne(seen(pair)))) > 0) return;
    offerUndoOfSingles(client, `${counted(hosted.length, 'assignment')} cleared.`, hosted, false);
    onDone();
    onClose();
  };
  return (
    <Dialog
      title={`Clear ${counted(hosted.length, 'assignment')}`}
      wide
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{batch.outcomes ? 'Close' : 'Cancel'}</Button>
          {batch.outcomes ? null : (
            <Button look="danger" busy={batch.progress !== undefined} onClick={() => void apply()}>
              Clear {counted(hosted.length, 'assignment')}
            </Button>
          )}
        </>
      }
    >
      {batch.outcomes ? (
        <BatchResult outcomes={batch.outcomes} />
      ) : (
        <>
          <Note tone="warn">These meetings have no host afterwards, until one is assigned again.</Note>
          {batch.progress === undefined ? null : <BatchProgress done={batch.progress} of={hosted.length} />}
          <PreviewList
            title="What changes"
            lines={hosted.map((pair) => ({
              key: keyOf(pair),
              what: `${serviceName(pair.service)} · ${providerName(pair.provider)}`,
              from: hostName(pair.conferencing?.external_user),
              to: 'Nobody',
            }))}
          />
        </>
      )}
    </Dialog>
  );
}
