import { useQuery } from '@tanstack/react-query';
import { LogIn } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { asFault, type Fault } from '../api/fault.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { FaultNote } from '../ui/notes.js';
import type { Session } from './session.js';
import { chooseAccount, signIn, signInOptions } from './session-api.js';

/** By token, and by the company's sign-in where there is one. `over`: the page below waits for it. */
export function SignInForm({
  over = false,
  next = '/overview',
  done,
}: {
  over?: boolean;
  next?: string;
  done: (session: Session) => void;
}) {
  const [token, setToken] = useState('');
  const [fault, setFault] = useState<Fault>();
  const [sending, setSending] = useState(false);
  const options = useQuery({ queryKey: ['sign-in options'], queryFn: signInOptions, retry: false });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setFault(undefined);
    try {
      done(await signIn(token.trim()));
    } catch (error) {
      setFault(asFault(error));
    } finally {
      setSending(false);
    }
  };
  const atField =
    fault &&
    (fault.status === 401 ? 'This token is unknown, expired or revoked. Ask for a new one.' : fault.at('token'));
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      {options.data?.oidc ? (
        <>
          <a
            className="button"
            data-look="main"
            href={`/session/oidc?next=${encodeURIComponent(next)}`}
            {...(over ? { target: '_blank', rel: 'opener' } : {})}
          >
            Sign in with {options.data.oidc_name ?? 'your company'}
          </a>
          <p className="quiet small">Or with an access token:</p>
        </>
      ) : null}
      <TextField
        label="Access token"
        hint="The account token that you were given. Operators can use the platform token."
        type="password"
        autoComplete="current-password"
        autoFocus
        required
        value={token}
        onChange={(event) => setToken(event.target.value)}
        fault={atField}
      />
      {fault && atField === undefined ? <FaultNote error={fault} /> : null}
      <Button
        type="submit"
        look={options.data?.oidc ? undefined : 'main'}
        busy={sending}
        disabled={token.trim() === ''}
        icon={<LogIn size={16} aria-hidden />}
      >
        Sign in
      </Button>
    </form>
  );
}

/** A platform token sees every account and acts for one. */
export function ChooseAccount({ accounts }: { accounts: { id: string; name: string }[] }) {
  const [fault, setFault] = useState<unknown>();
  return (
    <div className="stack">
      <p className="quiet">You may look after several accounts. Choose one.</p>
      <FaultNote error={fault} />
      <ul className="lines">
        {accounts.map(({ id, name }) => (
          <li key={id}>
            <span className="grow">
              <strong>{name}</strong>
              <br />
              <code className="quiet">{id}</code>
            </span>
            <Button onClick={() => void chooseAccount(id).catch(setFault)}>Choose {name}</Button>
          </li>
        ))}
      </ul>
      {accounts.length === 0 ? <p>There is no account yet. An operator has to create one with the API.</p> : null}
    </div>
  );
}
