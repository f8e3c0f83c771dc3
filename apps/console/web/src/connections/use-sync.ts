import { useMutation, useQueryClient } from '@tanstack/react-query';
import { rereadAll } from '../actions/undo.js';
import { answer, conferencing } from '../api/client.js';
import { say } from '../ui/toasts.js';
import { counted } from '../words/count.js';

/** Reads a connection's users from Zoom now; what has changed there reaches the assignments at once. */
export function useSync(connectionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answer(
        conferencing.POST('/v1/connected_accounts/{connected_account_id}/external_users/sync', {
          params: { path: { connected_account_id: connectionId } },
        }),
      ),
    onSuccess: ({ data }) => say(`Synced with Zoom: ${counted(data.length, 'user')}.`),
    onSettled: () => rereadAll(client),
  });
}
