import { useSession } from '../session/use-session.js';
import { Note } from '../ui/notes.js';
import { keyOf } from '../list/selection.js';
import { counted } from '../words/count.js';
import { outcomeText } from '../words/outcomes.js';
import { providerName, serviceName } from '../words/people.js';
import { PreviewList } from './preview-list.js';
import type { Batch } from './use-batch.js';

export function BatchProgress({ done, of }: { done: number; of: number }) {
  return (
    <div className="stack-tight" role="status">
      <label className="small">
        {done} of {of} done
        <progress className="progress" value={done} max={of} />
      </label>
    </div>
  );
}

/** The pairs that were not changed, each with the reason. */
export function BatchResult({ outcomes }: { outcomes: NonNullable<Batch['outcomes']> }) {
  const { actor } = useSession();
  if (outcomes.length === 0) return null;
  return (
    <>
      <Note tone="warn">{counted(outcomes.length, 'assignment')} stayed as they were. The others are done.</Note>
      <PreviewList
        title="Not changed"
        lines={outcomes.map(({ pair, outcome }) => ({
          key: keyOf(pair),
          what: `${serviceName(pair.service)} · ${providerName(pair.provider)}`,
          note: outcomeText(outcome, actor),
          tone: 'warn',
        }))}
      />
    </>
  );
}
