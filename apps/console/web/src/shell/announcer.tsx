import { useLatestChanges } from '../live/live.js';
import { useSession } from '../session/use-session.js';
import { counted } from '../words/count.js';
import { actorName } from '../words/people.js';

/** Tells screen readers of what changed elsewhere, in a sentence, when they are idle. */
export function Announcer() {
  const { actor: self } = useSession();
  const others = useLatestChanges().filter(({ actor }) => actor !== self);
  const [newest] = others;
  const sameMoment = others.filter(({ batch_id }) => batch_id && batch_id === newest?.batch_id).length;
  return (
    <p className="visually-hidden" role="status">
      {newest ? `${counted(Math.max(1, sameMoment), 'assignment')} changed by ${actorName(newest.actor)}.` : ''}
    </p>
  );
}
