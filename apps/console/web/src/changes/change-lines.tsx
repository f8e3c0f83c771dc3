import { Link } from 'wouter';
import type { Change } from '../api/types.js';
import type { Names } from '../api/use-names.js';
import { useSession } from '../session/use-session.js';
import { StateBadge } from '../ui/badges.js';
import { Ago } from '../ui/time.js';
import { changeText } from '../words/changes.js';
import { actorName } from '../words/people.js';

/** One line for each change: where, what, who and when. */
export function ChangeLines({ changes, names }: { changes: readonly Change[]; names: Names }) {
  const { actor: self } = useSession();
  return (
    <ul className="lines">
      {changes.map((change) => (
        <li key={`${change.service_id}/${change.provider_id}/${change.version}`}>
          <span className="grow">
            <Link href={`/assignments/${change.service_id}/${change.provider_id}`} className="person-name">
              {names(change)}
            </Link>
            <br />
            <span className="small quiet">
              {changeText(change)} · {actorName(change.actor, self)}, <Ago at={change.occurred_at} />
            </span>
          </span>
          <StateBadge state={change.host_state} />
        </li>
      ))}
    </ul>
  );
}
