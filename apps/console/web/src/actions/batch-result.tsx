import { useSession } from '../session/use-session.js';
import { Note } from '../ui/notes.js';
import { keyOf } from '../list/selection.js';
import { count, counted } from '../words/count.js';
import { outcomeText } from '../words/outcomes.js';
import { pairName } from '../words/people.js';
import { PreviewList } from './preview-list.js';
import type { BatchOutcome } from './use-batch.js';

export function BatchProgress({ done, of }: { done: number; of: number }) {
  return (
    <div className="stack-tight" role="status">
      <label className="small">
        {count(done)} of {count(of)} done
        <progress className="progress" value={done} max={of} />
      </label>
    </div>
  );
}

/** How many pairs were changed, and the others, each with the reason. */
export function BatchResult({ outcome: { done, open } }: { outcome: BatchOutcome }) {
  const { actor } = useSession();
  return (
    <>
      <Note tone="warn">
        {counted(done.length, 'assignment')} changed.{' '}
        {counted(open.length, 'assignment stays as it is', 'assignments stay as they are')}.
      </Note>
      <PreviewList
        title="Not changed"
        lines={open.map(({ pair, outcome }) => ({
          key: keyOf(pair),
          what: pairName(pair),
          note: outcomeText(outcome, actor),
          tone: 'warn',
        }))}
      />
    </>
  );
}
