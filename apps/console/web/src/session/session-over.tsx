import { useEffect } from 'react';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Note } from '../ui/notes.js';
import type { Session } from './session.js';
import { chooseAccount, readSession } from './session-api.js';
import { ChooseAccount, SignInForm } from './sign-in-form.js';

interface Props {
  before: Session;
  /** Who is signed in now, for no account or another one. */
  since: Session | undefined;
}

/** Over the page, which stays as it is: waiting requests are sent when the user has signed in again. */
export function SessionOver({ before, since }: Props) {
  useEffect(() => {
    // They may have signed in from the tab that the company's sign-in opened.
    const look = () => void readSession().catch(() => undefined);
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, []);
  const other = since?.account;
  const choosing = since !== undefined && other === null;
  return (
    <Dialog title="Please sign in again" firm onClose={() => undefined}>
      {other ? (
        <Note
          tone="warn"
          action={
            <Button size="s" onClick={() => window.location.assign('/overview')}>
              Go to {other.name}
            </Button>
          }
        >
          This browser is signed in to {other.name} now. This page belongs to {before.account?.name}.
        </Note>
      ) : (
        <p className="quiet">
          Your session has ended. Nothing that you entered is lost: it is still on the page behind this dialog.
        </p>
      )}
      {choosing ? (
        <ChooseAccount accounts={since.accounts ?? []} />
      ) : (
        <SignInForm over done={(after) => void chooseAgain(before, after)} />
      )}
    </Dialog>
  );
}

/** Who may act for several accounts goes on with the account of the page. A failure leaves them the choice. */
async function chooseAgain({ account }: Session, { account: chosen, accounts }: Session): Promise<void> {
  if (chosen !== null || !account || !accounts?.some(({ id }) => id === account.id)) return;
  await chooseAccount(account.id).catch(() => undefined);
}
