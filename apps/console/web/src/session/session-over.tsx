import { useEffect } from 'react';
import { Dialog } from '../ui/dialog.js';
import type { Session } from './session.js';
import { readSession } from './session-api.js';
import { ChooseAccount, SignInForm } from './sign-in-form.js';

/** Over the page, which stays as it is: waiting requests are sent when the user has signed in again. */
export function SessionOver({ before }: { before: Session }) {
  useEffect(() => {
    // They may have signed in from the tab that the company's sign-in opened.
    const look = () => void readSession().catch(() => undefined);
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, []);
  return (
    <Dialog title="Please sign in again" firm onClose={() => undefined}>
      <p className="quiet">
        Your session has ended. Nothing that you entered is lost: it is still on the page behind this dialog.
      </p>
      {before.accounts && before.account === null ? (
        <ChooseAccount accounts={before.accounts} />
      ) : (
        <SignInForm over done={(after) => leaveIfOther(before, after)} />
      )}
    </Dialog>
  );
}

/** What stands on the page belongs to the account before: another one begins with an empty page. */
function leaveIfOther(before: Session, after: Session): void {
  if (after.account !== null && after.account.id !== before.account?.id) window.location.assign('/overview');
}
