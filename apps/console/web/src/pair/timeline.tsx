import { useQuery, useQueryClient } from '@tanstack/react-query';
import { History, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { restoreOne } from '../actions/restore.js';
import { rereadAll } from '../actions/undo.js';
import { UndoDialog } from '../actions/undo-dialog.js';
import { history } from '../api/queries.js';
import type { HistoryEntry, Pair, PairRef } from '../api/types.js';
import { useSession } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { Empty, FaultNote, Skeleton } from '../ui/notes.js';
import { say, sayFault } from '../ui/toasts.js';
import { Ago } from '../ui/time.js';
import { changeText } from '../words/changes.js';
import { outcomeText } from '../words/outcomes.js';
import { actorName, hostName } from '../words/people.js';

const TONES: Readonly<Record<HistoryEntry['change'], string>> = {
  assigned: 'good',
  reassigned: 'good',
  refreshed: 'quiet',
  cleared: 'bad',
};

const undoneText = ({ from }: HistoryEntry): string =>
  from ? `Undone: ${hostName(from.external_user)} is the host again.` : 'Undone: nobody hosts it now.';

/** The history of this pair, newest first, with undo for the newest decision. */
export function Timeline({ pair, current }: { pair: PairRef; current: Pair | undefined }) {
  const client = useQueryClient();
  const { actor: self } = useSession();
  const { data, error, refetch } = useQuery(history(pair));
  const [batch, setBatch] = useState<string>();
  const [busy, setBusy] = useState(false);
  const undoable = data?.data.find(({ change }) => change !== 'refreshed');
  const undo = async (entry: HistoryEntry) => {
    if (entry.batch_id) return setBatch(entry.batch_id);
    if (!current) return;
    setBusy(true);
    // A refresh is not a decision, so the precondition is the pair as it is shown now.
    const outcome = await restoreOne(pair, { from: entry.from, to: current.conferencing, version: current.version });
    setBusy(false);
    rereadAll(client);
    if (outcome.kind === 'failed') return sayFault(outcome.fault);
    say(outcome.kind === 'done' ? undoneText(entry) : outcomeText(outcome, self));
  };
  return (
    <section className="panel" aria-labelledby="history">
      <div className="panel-head">
        <h2 id="history">History</h2>
      </div>
      <FaultNote error={error} retry={() => void refetch()} />
      {data || error ? null : <Skeleton lines={5} />}
      <ol className="timeline">
        {data?.data.map((entry) => (
          <li key={entry.version} data-tone={TONES[entry.change]}>
            <div className="grow">
              <p>{changeText(entry)}</p>
              <p className="small quiet">
                {actorName(entry.actor, self)}, <Ago at={entry.occurred_at} />
                {entry.batch_id ? (
                  <>
                    , <Link href={`/audit?batch_id=${entry.batch_id}`}>what else changed</Link>
                  </>
                ) : null}
              </p>
            </div>
            {entry === undoable ? (
              <Button size="s" busy={busy} icon={<Undo2 size={14} aria-hidden />} onClick={() => void undo(entry)}>
                Undo
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {data?.data.length === 0 ? (
        <Empty icon={<History size={40} aria-hidden />} title="Nothing happened yet">
          <p>The first assignment will be the first entry here.</p>
        </Empty>
      ) : null}
      {batch ? <UndoDialog batchId={batch} first={pair} onClose={() => setBatch(undefined)} /> : null}
    </section>
  );
}
