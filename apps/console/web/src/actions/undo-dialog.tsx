import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changesPage } from '../api/change-queries.js';
import { answer, conferencing } from '../api/client.js';
import { type Change, type PairRef, pairKey } from '../api/types.js';
import { useNames } from '../api/use-names.js';
import { useSession } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { FaultNote, Note, Skeleton } from '../ui/notes.js';
import { say } from '../ui/toasts.js';
import { count, counted } from '../words/count.js';
import { outcomeText } from '../words/outcomes.js';
import { hostName } from '../words/people.js';
import { skippedBecause } from '../words/states.js';
import { BatchProgress } from './batch-result.js';
import { PreviewList } from './preview-list.js';
import { restoreOne } from './restore.js';
import { runMany } from './run-many.js';
import { offerUndo, rereadAll } from './undo.js';

const SHOWN = 200;

const previewOf = async (batch_id: string) =>
  (await answer(conferencing.POST('/v1/conferencing/undo', { body: { batch_id, dry_run: true } }))).data;

/** Undoes the changes of one request: all of them in one transaction, or those of the ticked pairs only. */
export function UndoDialog({ batchId, onClose }: { batchId: string; onClose: () => void }) {
  const client = useQueryClient();
  const { actor } = useSession();
  const preview = useQuery({
    queryKey: ['undo preview', batchId],
    queryFn: () => previewOf(batchId),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const changes = useQuery(changesPage({ batch_id: batchId }, 1, SHOWN));
  const restorable = preview.data?.restored ?? [];
  const names = useNames([...restorable, ...(preview.data?.skipped ?? [])]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [fault, setFault] = useState<unknown>();
  const [progress, setProgress] = useState<number>();
  const [open, setOpen] = useState<{ pair: PairRef; text: string }[]>();
  const chosen = restorable.filter((pair) => !left.has(pairKey(pair)));
  const all = left.size === 0;
  const changeOf = new Map(changes.data?.data.map((change) => [pairKey(change), change]));
  // Only pairs on the first page can be ticked, so with more pages all of them are undone.
  const canChoose = restorable.length <= SHOWN;

  const undo = async () => {
    setProgress(0);
    setFault(undefined);
    try {
      if (all) {
        const { data } = await answer(conferencing.POST('/v1/conferencing/undo', { body: { batch_id: batchId } }));
        offerUndo(
          client,
          `${counted(data.restored.length, 'assignment')} restored.`,
          data.batch_id ? [data.batch_id] : [],
        );
        onClose();
        return;
      }
      const results = await runMany(
        chosen,
        async (pair) => ({ pair, outcome: await restoreOne(pair, changeOf.get(pairKey(pair))) }),
        setProgress,
      );
      const failed = results.filter(({ outcome }) => outcome.kind !== 'done');
      rereadAll(client);
      say(`${counted(results.length - failed.length, 'assignment')} restored.`);
      if (failed.length === 0) onClose();
      else setOpen(failed.map(({ pair, outcome }) => ({ pair, text: outcomeText(outcome, actor) })));
    } catch (error) {
      setFault(error);
    } finally {
      setProgress(undefined);
    }
  };

  return (
    <Dialog
      title="Undo this change"
      wide
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{open ? 'Close' : 'Cancel'}</Button>
          {open ? null : (
            <Button
              look="main"
              disabled={chosen.length === 0}
              busy={progress !== undefined}
              onClick={() => void undo()}
            >
              Restore {chosen.length > 0 ? counted(chosen.length, 'assignment') : ''}
            </Button>
          )}
        </>
      }
    >
      <FaultNote error={fault ?? preview.error} retry={() => void preview.refetch()} />
      {preview.isLoading ? <Skeleton lines={4} /> : null}
      {progress !== undefined && !all ? <BatchProgress done={progress} of={chosen.length} /> : null}
      {open ? (
        <PreviewList
          title="Not restored"
          lines={open.map(({ pair, text }) => ({ key: pairKey(pair), what: names(pair), note: text, tone: 'warn' }))}
        />
      ) : (
        <>
          {preview.data && restorable.length === 0 ? <Note>There is nothing left to restore.</Note> : null}
          {restorable.length > 0 ? (
            <Ticks
              pairs={restorable}
              left={left}
              onChange={setLeft}
              names={names}
              changeOf={changeOf}
              fixed={!canChoose}
            />
          ) : null}
          <PreviewList
            title="Stays as it is"
            lines={(preview.data?.skipped ?? []).map((pair) => ({
              key: pairKey(pair),
              what: names(pair),
              note: skippedBecause(pair.reason),
              tone: 'warn',
            }))}
          />
        </>
      )}
    </Dialog>
  );
}

interface TicksProps {
  pairs: readonly PairRef[];
  left: ReadonlySet<string>;
  onChange: (left: ReadonlySet<string>) => void;
  names: (pair: PairRef) => string;
  changeOf: ReadonlyMap<string, Change>;
  fixed: boolean;
}

function Ticks({ pairs, left, onChange, names, changeOf, fixed }: TicksProps) {
  const toggle = (key: string) => {
    const next = new Set(left);
    if (!next.delete(key)) next.add(key);
    onChange(next);
  };
  return (
    <fieldset className="preview choice-list">
      <legend className="row spread">
        <h3>
          {count(pairs.length - left.size)} of {count(pairs.length)} are restored
        </h3>
      </legend>
      {fixed ? null : (
        <div className="row">
          <Button size="s" onClick={() => onChange(new Set())}>
            All
          </Button>
          <Button size="s" onClick={() => onChange(new Set(pairs.slice(Math.ceil(pairs.length / 2)).map(pairKey)))}>
            First half
          </Button>
          <Button size="s" onClick={() => onChange(new Set(pairs.map(pairKey)))}>
            None
          </Button>
        </div>
      )}
      <ul className="preview-list">
        {pairs.slice(0, SHOWN).map((pair) => {
          const key = pairKey(pair);
          const change = changeOf.get(key);
          return (
            <li key={key}>
              <label className="row">
                <input
                  type="checkbox"
                  className="check"
                  disabled={fixed}
                  checked={!left.has(key)}
                  onChange={() => toggle(key)}
                />
                <span className="cut">{names(pair)}</span>
              </label>
              <span className="cut">{change ? `back to ${hostName(change.from?.external_user)}` : ''}</span>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
