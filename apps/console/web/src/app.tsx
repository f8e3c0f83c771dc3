import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { asFault } from './api/fault.js';
import { LiveProvider } from './live/live.js';
import { SignInPage } from './pages/sign-in.page.js';
import { readSession } from './session/session-api.js';
import { SessionOver } from './session/session-over.js';
import { useSessionState } from './session/use-session.js';
import { NotFound } from './pages/not-found.page.js';
import { PageError } from './shell/page-error.js';
import { Shell } from './shell/shell.js';
import { Toasts } from './ui/toasts.js';
import { Skeleton } from './ui/notes.js';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // The stream tells what has changed; a second look every now and then costs little.
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => failures < 2 && [0, 429, 502, 503].includes(asFault(error).status),
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

const Overview = lazy(() => import('./pages/overview.page.js'));
const Assignments = lazy(() => import('./pages/assignments.page.js'));
const Pair = lazy(() => import('./pages/pair.page.js'));
const Attention = lazy(() => import('./pages/attention.page.js'));
const Connections = lazy(() => import('./pages/connections.page.js'));
const Connection = lazy(() => import('./pages/connection.page.js'));
const Hosts = lazy(() => import('./pages/hosts.page.js'));
const Host = lazy(() => import('./pages/host.page.js'));
const Service = lazy(() => import('./pages/service.page.js'));
const Import = lazy(() => import('./pages/import.page.js'));
const Audit = lazy(() => import('./pages/audit.page.js'));

export function App() {
  useEffect(() => void readSession().catch(() => undefined), []);
  return (
    <QueryClientProvider client={client}>
      <Gate />
      <Toasts />
    </QueryClientProvider>
  );
}

function Gate() {
  const state = useSessionState();
  const [path] = useLocation();
  if (state.at === 'loading') return null;
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
      {state.at === 'over' ? <SessionOver before={state.session} /> : null}
    </LiveProvider>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/overview" replace />
      </Route>
      <Route path="/overview" component={Overview} />
      <Route path="/assignments" component={Assignments} />
      <Route path="/assignments/:service_id/:provider_id" component={Pair} />
      <Route path="/attention" component={Attention} />
      <Route path="/connections" component={Connections} />
      <Route path="/connections/:id" component={Connection} />
      <Route path="/hosts" component={Hosts} />
      <Route path="/hosts/:id" component={Host} />
      <Route path="/services/:id" component={Service} />
      <Route path="/audit" component={Audit} />
      <Route path="/import" component={Import} />
      <Route component={NotFound} />
    </Switch>
  );
}

function Waiting() {
  return (
    <div className="page-in">
      <Skeleton lines={6} />
    </div>
  );
}
