import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { asFault } from './api/fault.js';
import { LiveProvider } from './live/live.js';
import { PARTS } from './page-parts.js';
import { SignInPage } from './pages/sign-in.page.js';
import { readSession } from './session/session-api.js';
import { SessionOver } from './session/session-over.js';
import { useSessionState } from './session/use-session.js';
import { NotFound } from './pages/not-found.page.js';
import { PageError } from './shell/page-error.js';
import { Shell } from './shell/shell.js';
import { Toasts } from './ui/toasts.js';
import { FaultNote, Skeleton } from './ui/notes.js';

// Not a moment later, as is usual: a button that is pressed again has to know that it is at work.
notifyManager.setScheduler(queueMicrotask);

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // The stream tells what has changed; a second look every now and then costs little.
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      // Not after 502, for which the user has waited long enough.
      retry: (failures, error) => failures < 2 && [0, 429, 503].includes(asFault(error).status),
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

const PAGES = PARTS.map(([path, load]) => ({ path, Page: lazy(load) }));

export function App() {
  const [fault, setFault] = useState<unknown>();
  const read = useCallback(() => {
    setFault(undefined);
    void readSession().catch(setFault);
  }, []);
  useEffect(read, [read]);
  return (
    <QueryClientProvider client={client}>
      <Gate fault={fault} retry={read} />
      <Toasts />
    </QueryClientProvider>
  );
}

/** @param fault why it isn't known who is signed in */
function Gate({ fault, retry }: { fault: unknown; retry: () => void }) {
  const state = useSessionState();
  const [path] = useLocation();
  if (state.at === 'loading') return fault === undefined ? null : <CannotStart fault={fault} retry={retry} />;
  const signedIn = state.at === 'over' || (state.at === 'in' && state.session.account !== null);
  if (path === '/sign-in') return <SignInPage state={state} />;
  if (!signedIn) return <Redirect to={`/sign-in?next=${encodeURIComponent(path + window.location.search)}`} replace />;
  return (
    <LiveProvider>
      <Shell>
        <PageError key={path}>
          <Suspense fallback={<Waiting />}>
            <Pages />
          </Suspense>
        </PageError>
      </Shell>
      {state.at === 'over' ? <SessionOver before={state.session} since={state.since} /> : null}
    </LiveProvider>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/overview" replace />
      </Route>
      {PAGES.map(({ path, Page }) => (
        <Route key={path} path={path} component={Page} />
      ))}
      <Route component={NotFound} />
    </Switch>
  );
}

function CannotStart({ fault, retry }: { fault: unknown; retry: () => void }) {
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <h1>The console can’t start</h1>
        <FaultNote error={fault} retry={retry} />
      </div>
    </main>
  );
}

function Waiting() {
  return (
    <div className="page-in">
      <Skeleton lines={6} />
    </div>
  );
}
