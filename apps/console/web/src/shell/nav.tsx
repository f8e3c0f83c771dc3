import { useQuery } from '@tanstack/react-query';
import { CircleGauge, History, ListChecks, type LucideIcon, Plug, TriangleAlert, Users } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { summary } from '../api/queries.js';
import { attentionCount } from '../attention/attention-query.js';
import { count } from '../words/count.js';

interface Place {
  href: string;
  label: string;
  Icon: LucideIcon;
  /** Other pages of this part. */
  also?: string[];
}

export const PLACES: readonly Place[] = [
  { href: '/overview', label: 'Overview', Icon: CircleGauge },
  { href: '/assignments', label: 'Assignments', Icon: ListChecks, also: ['/services', '/import'] },
  { href: '/attention', label: 'Needs attention', Icon: TriangleAlert },
  { href: '/connections', label: 'Connections', Icon: Plug },
  { href: '/hosts', label: 'Hosts', Icon: Users },
  { href: '/audit', label: 'History', Icon: History },
];

const isBelow = (path: string, start: string): boolean => path === start || path.startsWith(`${start}/`);

export function Nav({ onGo }: { onGo?: () => void }) {
  const [path] = useLocation();
  const { data: broken = 0 } = useQuery(attentionCount);
  // Most pages show it, so it is asked for before their code is there.
  useQuery(summary);
  return (
    <nav className="nav" aria-label="Main">
      {PLACES.map(({ href, label, Icon, also }) => (
        <Link
          key={href}
          href={href}
          aria-current={[href, ...(also ?? [])].some((start) => isBelow(path, start)) ? 'page' : undefined}
          onClick={onGo}
        >
          <Icon size={18} aria-hidden />
          {label}
          {href === '/attention' && broken > 0 ? (
            <span className="badge nav-count numeric" data-tone="bad" data-plain>
              {count(broken)}
              <span className="visually-hidden"> assignments</span>
            </span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}
