import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';

interface Look {
  look?: 'main' | 'danger' | 'plain';
  size?: 's';
  icon?: ReactNode;
}

export function Button({
  look,
  size,
  icon,
  busy = false,
  children,
  disabled,
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
      disabled={disabled ?? busy}
      aria-busy={busy || undefined}
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
