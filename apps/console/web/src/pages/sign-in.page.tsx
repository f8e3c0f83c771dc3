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
  denied: 'You are not signed in: the sign-in was declined. Try again, or use a token.',
  expired: 'You are not signed in: it took too long, or began in another browser. Please try again.',
  no_account: 'You are known, but no account is open to you. Ask your administrator for access.',
  provider_unreachable: 'Your company’s sign-in does not answer. Please try again in a moment, or use a token.',
  rejected: 'You are not signed in: your company’s sign-in refused. Please try again, or use a token.',
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
            <p className="quiet">See who hosts which meetings, find what is broken, and fix it.</p>
            {failed === null ? null : <Note tone="bad">{FAILED[failed] ?? FAILED.rejected}</Note>}
            <SignInForm next={next} done={() => undefined} />
          </>
        )}
      </div>
    </main>
  );
}
