import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { HostPicker, type Picked } from '../actions/host-picker.js';
import { assignOne, type Outcome, seen } from '../actions/pair-writes.js';
import { rereadAll } from '../actions/undo.js';
import { offerUndoOfSingles } from '../actions/undo-singles.js';
import { type Pair, pairKey, refOf } from '../api/types.js';
import { useSession } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { useDraft } from '../ui/draft.js';
import { FaultNote, Note } from '../ui/notes.js';
import { changedMeanwhile } from '../words/outcomes.js';
import { hostName } from '../words/people.js';

/** Selects another host for one pair. The choice stays until it is sent, even if the pair changes meanwhile. */
export function AssignHere({ pair }: { pair: Pair }) {
  const client = useQueryClient();
  const { actor } = useSession();
  const [picked, setPicked] = useDraft<Picked | undefined>(`host of ${pairKey(refOf(pair))}`, undefined);
  // The decision is based on what was shown when the choice began.
  const [basis, setBasis] = useState<Pair>();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const current = pair.conferencing?.external_user.id;
  const [round, setRound] = useState(0);
  const pick = (next: Picked | undefined) => {
    setPicked(next);
    setBasis(next && (basis ?? pair));
  };
  const assign = async () => {
    if (!picked) return;
    setBusy(true);
    const before = basis ?? pair;
    const target = { connected_account_id: picked.connection.id, external_user_id: picked.user.id };
    const result = await assignOne(seen(before), target);
    setBusy(false);
    setOutcome(result);
    rereadAll(client);
    if (result.kind === 'changed') setBasis(undefined);
    if (result.kind !== 'done') return;
    setPicked(undefined);
    setBasis(undefined);
    setRound(round + 1);
    offerUndoOfSingles(client, `${hostName(picked.user)} hosts it now.`, [before], true);
  };
  const fault = outcome?.kind === 'failed' ? outcome.fault : undefined;
  const atHost =
    fault?.at('external_user_id', 'email') ?? (fault?.code.startsWith('host_') ? fault.message : undefined);
  return (
    <div className="stack">
      <HostPicker
        key={round}
        label={current ? 'Another host' : 'Host'}
        picked={picked}
        onPick={pick}
        connectionId={picked?.connection.id ?? pair.conferencing?.connected_account.id}
        without={current}
        fault={atHost}
      />
      {outcome?.kind === 'changed' ? (
        <Note tone="warn">
          {changedMeanwhile(outcome.now, actor)} Your choice is still here: assign again to replace that.
        </Note>
      ) : null}
      {fault && atHost === undefined ? <FaultNote error={fault} /> : null}
      <div className="row">
        <Button look="main" disabled={!picked} busy={busy} onClick={() => void assign()}>
          {picked ? `Assign ${hostName(picked.user)}` : 'Assign'}
        </Button>
      </div>
    </div>
  );
}
