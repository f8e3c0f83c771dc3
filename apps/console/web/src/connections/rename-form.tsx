import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { answer, conferencing } from '../api/client.js';
import { asFault } from '../api/fault.js';
import type { Connection } from '../api/types.js';
import { Button } from '../ui/button.js';
import { useDraft } from '../ui/draft.js';
import { TextField } from '../ui/field.js';
import { say } from '../ui/toasts.js';

export function RenameForm({ connection, onRenamed }: { connection: Connection; onRenamed: () => void }) {
  const [name, setName] = useDraft(`name of ${connection.id}`, connection.display_name ?? '');
  const rename = useMutation({
    mutationFn: () =>
      answer(
        conferencing.PATCH('/v1/connected_accounts/{connected_account_id}', {
          params: { path: { connected_account_id: connection.id } },
          body: { display_name: name.trim() === '' ? null : name.trim() },
        }),
      ),
    onSuccess: () => {
      say('The connection has a new name.');
      onRenamed();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate();
  };
  const changed = name.trim() !== (connection.display_name ?? '');
  return (
    <form className="stack-tight" onSubmit={submit}>
      <TextField
        label="Name"
        value={name}
        maxLength={255}
        onChange={(event) => setName(event.target.value)}
        fault={rename.error ? asFault(rename.error).message : undefined}
      />
      {changed ? (
        <Button type="submit" size="s" busy={rename.isPending}>
          Rename
        </Button>
      ) : null}
    </form>
  );
}
