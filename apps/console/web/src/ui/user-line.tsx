import { Link } from 'wouter';
import type { ExternalUser } from '../api/types.js';
import { hostName } from '../words/people.js';
import { UserBadge } from './badges.js';
import { Person } from './person.js';

/** A Zoom user in a list, with the link to their page. */
export function UserLine({ user }: { user: ExternalUser }) {
  return (
    <li>
      <span className="grow">
        <Person
          of={hostName(user)}
          name={<Link href={`/hosts/${user.id}`}>{hostName(user)}</Link>}
          below={user.email}
        />
      </span>
      <UserBadge status={user.status} />
    </li>
  );
}
