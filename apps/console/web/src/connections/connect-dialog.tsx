import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { answer, conferencing } from '../api/client.js';
import { asFault } from '../api/fault.js';
import type { Connection } from '../api/types.js';
import { rereadAll } from '../actions/undo.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { useAskBeforeLeaving } from '../ui/draft.js';
import { TextField } from '../ui/field.js';
import { FaultNote, Note } from '../ui/notes.js';
import { say } from '../ui/toasts.js';
import { connectedText } from '../words/outcomes.js';

const FIELDS = [
  ['account_id', 'Account ID'],
  ['client_id', 'Client ID'],
  ['client_secret', 'Client secret'],
] as const;
type FieldName = (typeof FIELDS)[number][0];

/**
 * Connects Zoom, or makes the connection `again` work again: the same Zoom account stays the same connection, and another
 * one makes a connection of its own.
 */
export function ConnectDialog({ onClose, again }: { onClose: () => void; again?: Connection }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [values, setValues] = useState<Record<FieldName, string>>({ account_id: '', client_id: '', client_secret: '' });
  const consent = useMutation({
    mutationFn: async () => {
      const params = { query: { connection_scope: 'account' as const } };
      const { data } = await answer(conferencing.GET('/v1/connected_accounts/zoom_admin/authorize', { params }));
      window.location.assign(data.authorize_url);
    },
  });
  const connect = useMutation({
    mutationFn: () =>
      answer(
        conferencing.POST('/v1/connected_accounts', {
          body: {
            provider: 'zoom_admin',
            connection_scope: 'account',
            credentials: { type: 'server_to_server', ...values },
          },
        }),
      ),
    onSuccess: ({ data }) => {
      rereadAll(client);
      say(connectedText(data.id, again));
      onClose();
      navigate(`/connections/${data.id}`);
    },
  });
  useAskBeforeLeaving(Object.values(values).some((value) => value !== '') && !connect.isSuccess && !consent.isSuccess);
  const fault = connect.error ? asFault(connect.error) : undefined;
  const names = FIELDS.map(([name]) => name);
  const besides = fault?.besides(...names);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    connect.mutate();
  };
  const full = names.every((name) => values[name].trim() !== '');
  return (
    <Dialog busy={connect.isPending} title={again ? 'Reconnect Zoom' : 'Connect Zoom'} onClose={onClose}>
      <div className="stack">
        <p className="quiet">An administrator of the Zoom account signs in at Zoom and allows the access.</p>
        <Button
          look="main"
          icon={<ExternalLink size={16} aria-hidden />}
          busy={consent.isPending}
          onClick={() => consent.mutate()}
        >
          Continue at Zoom
        </Button>
        <FaultNote error={consent.error} />
      </div>
      <form className="stack" onSubmit={submit} noValidate>
        <h3>Or use the credentials of a server-to-server app</h3>
        {FIELDS.map(([name, label]) => (
          <TextField
            key={name}
            label={label}
            autoComplete="off"
            type={name === 'client_secret' ? 'password' : 'text'}
            value={values[name]}
            onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            fault={fault?.at(name)}
          />
        ))}
        {besides === undefined ? null : <Note tone="bad">{besides}</Note>}
        <Button type="submit" disabled={!full} busy={connect.isPending}>
          {again ? 'Reconnect' : 'Connect'}
        </Button>
      </form>
    </Dialog>
  );
}
