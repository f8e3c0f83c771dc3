import type { Explanation } from '../api/types.js';
import { useSession } from '../session/use-session.js';
import { Ago } from '../ui/time.js';
import { actorName } from '../words/people.js';

/** Why the pair has this host, and the reason if its meetings would fail. */
export function WhyPanel({ why }: { why: Explanation }) {
  const { actor: self } = useSession();
  return (
    <section className="panel" aria-labelledby="why">
      <div className="panel-head">
        <h2 id="why">{why.conferencing ? 'Why this host' : 'Why no host'}</h2>
      </div>
      <div className="stack">
        <ul className="why-reasons">
          {[...why.reasons, ...why.warnings].map(({ code, detail }) => (
            <li key={code}>{detail}</li>
          ))}
        </ul>
        <dl className="facts">
          {why.actor ? (
            <>
              <dt>Who</dt>
              <dd>{actorName(why.actor, self)}</dd>
            </>
          ) : null}
          {why.decided_at ? (
            <>
              <dt>When</dt>
              <dd>
                <Ago at={why.decided_at} />
              </dd>
            </>
          ) : null}
        </dl>
      </div>
    </section>
  );
}
