import { useState } from 'react';
import type { ExternalUser, Pair } from '../api/types.js';
import { Select } from '../ui/field.js';
import { counted } from '../words/count.js';
import { hostName } from '../words/people.js';
import { HandOverDialog } from './hand-over-dialog.js';

interface Leaver {
  user: ExternalUser;
  connectionId: string;
  pairs: Pair[];
}

/** A handover has one host to move from: with several hosts selected, the person chooses one first. */
export function HandOverSelected({
  pairs,
  onClose,
  onDone,
}: {
  pairs: readonly Pair[];
  onClose: () => void;
  onDone: () => void;
}) {
  const leavers = leaversOf(pairs);
  const [chosen, setChosen] = useState(leavers[0]?.user.id);
  const leaver = leavers.find(({ user }) => user.id === chosen);
  if (!leaver) return null;
  return (
    <HandOverDialog
      key={leaver.user.id}
      from={leaver}
      serviceIds={[...new Set(leaver.pairs.map(({ service }) => service.id))]}
      selected={leaver.pairs}
      onClose={onClose}
      onDone={onDone}
      before={
        leavers.length > 1 ? (
          <Select label="From" value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {leavers.map(({ user, pairs: theirs }) => (
              <option key={user.id} value={user.id}>
                {hostName(user)} ({counted(theirs.length, 'assignment')} selected)
              </option>
            ))}
          </Select>
        ) : null
      }
    />
  );
}

function leaversOf(pairs: readonly Pair[]): Leaver[] {
  const leavers = new Map<string, Leaver>();
  for (const pair of pairs) {
    if (pair.conferencing === null) continue;
    const { external_user: user, connected_account } = pair.conferencing;
    const leaver = leavers.get(user.id) ?? { user, connectionId: connected_account.id, pairs: [] };
    leaver.pairs.push(pair);
    leavers.set(user.id, leaver);
  }
  return [...leavers.values()].sort((a, b) => b.pairs.length - a.pairs.length);
}
