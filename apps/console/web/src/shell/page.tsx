import { type ReactNode, useEffect } from 'react';

interface PageProps {
  title: string;
  /** A sentence below the title. */
  about?: ReactNode;
  crumb?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page that scrolls as a whole. */
export function Page({ children, ...head }: PageProps) {
  return (
    <div className="page-in">
      <PageHead {...head} />
      {children}
    </div>
  );
}

export function PageHead({ title, about, crumb, actions }: Omit<PageProps, 'children'>) {
  useEffect(() => {
    document.title = `${title} · Hosts`;
  }, [title]);
  return (
    <header className="page-head">
      <div>
        {crumb ? (
          <nav className="crumb plain-links" aria-label="Breadcrumb">
            {crumb}
          </nav>
        ) : null}
        <h1 tabIndex={-1}>{title}</h1>
        {about ? <p>{about}</p> : null}
      </div>
      {actions ? <div className="row row-wrap">{actions}</div> : null}
    </header>
  );
}
