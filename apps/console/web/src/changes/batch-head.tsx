import { Undo2 } from 'lucide-react';
import type { Change } from '../api/types.js';
import { useSession } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { Skeleton } from '../ui/notes.js';
import { Ago } from '../ui/time.js';
import { counted } from '../words/count.js';
import { actorName } from '../words/people.js';

interface Props {
  /** Undefined while they are read. */
  changes: readonly Change[] | undefined;
  total: number;
  onUndo: () => void;
  onLeave: () => void;
}

/** What was changed together: by whom and when, with the way to undo it and the way back to the other changes. */
export function BatchHead({ changes, total, onUndo, onLeave }: Props) {
  const { actor: self } = useSession();
  const [first] = changes ?? [];
  // What Zoom reported is a fact, and no decision.
  const decided = changes?.some(({ change }) => change !== 'refreshed') ?? false;
  return (
    <div className="row row-wrap spread">
      {changes === undefined ? <Skeleton lines={1} /> : null}
      {first ? (
        <p>
          {counted(total, 'change')} made together by {first.actor === self ? 'you' : actorName(first.actor, self)},{' '}
          <Ago at={first.occurred_at} />.{decided ? '' : ' They come from Zoom, so you can’t undo them here.'}
        </p>
      ) : null}
      <div className="row row-wrap">
        {decided ? (
          <Button icon={<Undo2 size={16} aria-hidden />} onClick={onUndo}>
            Undo these changes
          </Button>
        ) : null}
        <Button look="plain" onClick={onLeave}>
          Show all changes
        </Button>
      </div>
    </div>
  );
}
