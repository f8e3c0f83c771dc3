import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { Link } from 'wouter';

interface Look {
  look?: 'main' | 'danger' | 'plain';
  size?: 's';
  icon?: ReactNode;
}

/** Also keeps the form from being sent. */
const nothing = (event: MouseEvent) => event.preventDefault();

/** While it is busy, a press does nothing and the focus stays. */
export function Button({
  look,
  size,
  icon,
  busy = false,
  children,
  onClick,
  ...rest
}: ComponentProps<'button'> & Look & { busy?: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      className="button"
      data-look={look}
      data-size={size}
      data-icon={children === undefined ? '' : undefined}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? nothing : onClick}
    >
      {busy ? <LoaderCircle size={16} className="spin" aria-hidden /> : icon}
      {children}
    </button>
  );
}

export function ButtonLink({ look, size, icon, children, href }: Look & { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="button" data-look={look} data-size={size}>
      {icon}
      {children}
    </Link>
  );
}
