import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import icon from '../styles/icon.svg';
import type { SessionState } from '../session/session.js';
import { signOut } from '../session/session-api.js';
import { ChooseAccount, SignInForm } from '../session/sign-in-form.js';
import { Button } from '../ui/button.js';
import { Note } from '../ui/notes.js';
import '../styles/sign-in.css';

const FAILED: Readonly<Record<string, string>> = {
  denied: 'You were not signed in: the sign-in was declined.',
  expired: 'The sign-in took too long, or began in another browser. Please try again.',
  no_account: 'You are signed in, but you have access to no account. Ask your administrator for access.',
  provider_unreachable: 'The sign-in can’t be reached. Please try again in a moment, or use a token.',
  rejected: 'The sign-in did not work. Please try again, or use a token.',
};

/** Only pages of this console: a link from elsewhere must not lead away from it. */
const safePath = (path: string | null): string => (path !== null && /^\/(?![/\\])/.test(path) ? path : '/overview');

export function SignInPage({ state }: { state: SessionState }) {
  const [, navigate] = useLocation();
  const query = new URLSearchParams(useSearch());
  const next = safePath(query.get('next'));
  const failed = query.get('failed');
  const session = state.at === 'in' ? state.session : undefined;
  const ready = session !== undefined && session.account !== null;
  useEffect(() => {
    if (ready) navigate(next, { replace: true });
  }, [ready, navigate, next]);
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <img src={icon} width={44} height={44} alt="" />
        <h1>{session ? 'Choose an account' : 'Who hosts what'}</h1>
        {session ? (
          <>
            <ChooseAccount accounts={session.accounts ?? []} />
            <Button look="plain" onClick={() => void signOut()}>
              Use another token
            </Button>
          </>
        ) : (
          <>
            <p className="quiet">See who hosts your meetings, find what is broken, and fix it right there.</p>
            {failed === null ? null : <Note tone="bad">{FAILED[failed] ?? FAILED.rejected}</Note>}
            <SignInForm next={next} done={() => undefined} />
          </>
        )}
      </div>
    </main>
  );
}
