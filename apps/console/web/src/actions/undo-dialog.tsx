import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changesPage } from '../api/change-queries.js';
import { answer, conferencing } from '../api/client.js';
import { type Change, type PairRef, pairKey } from '../api/types.js';
import { useNames } from '../api/use-names.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { FaultNote, Note, Skeleton } from '../ui/notes.js';
import { byName } from '../words/by-name.js';
import { count, counted } from '../words/count.js';
import { hostName } from '../words/people.js';
import { skippedBecause } from '../words/states.js';
import { DialogFoot } from './dialog-foot.js';
import { PreviewList } from './preview-list.js';
import { offerUndo } from './undo.js';

const SHOWN = 200;

const previewOf = async (batch_id: string) =>
  (await answer(conferencing.POST('/v1/conferencing/undo', { body: { batch_id, dry_run: true } }))).data;

interface Props {
  batchId: string;
  /** The only pair that is ticked at first; all of them, when left out. */
  first?: PairRef;
  onClose: () => void;
}

/** Undoes the changes of one request in one transaction: all of them, or those of the ticked pairs only. */
export function UndoDialog({ batchId, first, onClose }: Props) {
  const client = useQueryClient();
  const preview = useQuery({
    queryKey: ['undo preview', batchId],
    queryFn: () => previewOf(batchId),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const changes = useQuery(changesPage({ batch_id: batchId }, 1, SHOWN));
  const names = useNames([...(preview.data?.restored ?? []), ...(preview.data?.skipped ?? [])]);
  const restorable = byName(preview.data?.restored ?? [], names);
  const [changed, setLeft] = useState<ReadonlySet<string>>();
  const [fault, setFault] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [open, setOpen] = useState<{ pair: PairRef; text: string }[]>();
  // Only pairs on the first page can be ticked, so with more pages all of them are undone.
  const canChoose = restorable.length <= SHOWN;
  const left = changed ?? (canChoose ? othersThan(first, restorable) : NONE);
  const chosen = restorable.filter((pair) => !left.has(pairKey(pair)));
  const changeOf = new Map(changes.data?.data.map((change) => [pairKey(change), change]));

  const undo = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      const pairs = left.size === 0 ? {} : { pairs: chosen };
      const { data } = await answer(
        conferencing.POST('/v1/conferencing/undo', { body: { batch_id: batchId, ...pairs } }),
      );
      const text = `${counted(data.restored.length, 'assignment')} restored.`;
      offerUndo(client, text, data.batch_id ? [data.batch_id] : []);
      // What was shown as staying needs no second mention; a change since the preview does.
      const shown = new Set(preview.data?.skipped.map(pairKey));
      const since = data.skipped.filter((pair) => !shown.has(pairKey(pair)));
      if (since.length === 0) onClose();
      else setOpen(since.map((pair) => ({ pair, text: skippedBecause(pair.reason) })));
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      title="Undo these changes"
      wide
      onClose={onClose}
      busy={busy}
      foot={
        <DialogFoot busy={busy} over={open !== undefined} onClose={onClose}>
          <Button look="main" disabled={chosen.length === 0} busy={busy} onClick={() => void undo()}>
            Restore {chosen.length > 0 ? counted(chosen.length, 'assignment') : ''}
          </Button>
        </DialogFoot>
      }
    >
      <FaultNote error={fault ?? preview.error} retry={() => void preview.refetch()} />
      {preview.isLoading ? <Skeleton lines={4} /> : null}
      {open ? (
        <PreviewList
          title="Not restored"
          lines={open.map(({ pair, text }) => ({ key: pairKey(pair), what: names(pair), note: text, tone: 'warn' }))}
        />
      ) : (
        <>
          {preview.data && restorable.length === 0 ? <Note>There is nothing to restore.</Note> : null}
          {first && canChoose && restorable.length > 1 ? (
            <Note>
              {counted(restorable.length, 'assignment')} changed together. Tick the others too if you want to undo all.
            </Note>
          ) : null}
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

const NONE: ReadonlySet<string> = new Set();

const backTo = ({ from }: Change): string =>
  from ? `back to ${hostName(from.external_user)}` : 'without a host again';

/** The keys of all pairs besides this one; none when it is left out, or is none of them. */
function othersThan(first: PairRef | undefined, pairs: readonly PairRef[]): ReadonlySet<string> {
  const key = first && pairKey(first);
  const others = pairs.map(pairKey).filter((one) => one !== key);
  return key === undefined || others.length === pairs.length ? NONE : new Set(others);
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
          {count(pairs.length - left.size)} of {count(pairs.length)} will be restored
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
              <span className="cut">{change ? backTo(change) : ''}</span>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
