import { Link } from 'wouter';
import type { Change } from '../api/types.js';
import type { Names } from '../api/use-names.js';
import type { ChangesShown } from '../filters/change-filters.js';
import { useSession } from '../session/use-session.js';
import { StateBadge } from '../ui/badges.js';
import { Button } from '../ui/button.js';
import { Ago } from '../ui/time.js';
import { changeText } from '../words/changes.js';
import { actorName } from '../words/people.js';

interface Props {
  change: Change;
  names: Names;
  /** Shows other changes: those of the same person, or those that were made together with this one. */
  onShow: ((shown: ChangesShown) => void) | undefined;
}

export function ChangeRow({ change, names, onShow }: Props) {
  const { actor: self } = useSession();
  const { actor, batch_id } = change;
  const who = actorName(actor, self);
  return (
    <li>
      <span className="grow">
        <Link href={`/assignments/${change.service_id}/${change.provider_id}`} className="person-name">
          {names(change)}
        </Link>
        <br />
        <span className="small quiet">{changeText(change)}</span>
      </span>
      <span className="audit-state">
        <StateBadge state={change.host_state} />
      </span>
      <span className="audit-who small">
        {onShow && actor ? (
          <button
            type="button"
            className="text-button"
            title={`Show the changes by ${who}`}
            onClick={() => onShow({ actor })}
          >
            {who}
          </button>
        ) : (
          who
        )}
        <br />
        <span className="quiet">
          <Ago at={change.occurred_at} />
        </span>
      </span>
      {onShow ? (
        <span className="audit-batch">
          {batch_id ? (
            <Button size="s" onClick={() => onShow({ batch_id })}>
              What else changed
            </Button>
          ) : null}
        </span>
      ) : null}
    </li>
  );
}
