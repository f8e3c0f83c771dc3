import { Download } from 'lucide-react';
import { PreviewList, SHOWN } from '../actions/preview-list.js';
import { ReplacedNote } from '../actions/replaced-note.js';
import { Button } from '../ui/button.js';
import { saveText } from '../ui/download-csv.js';
import { Note } from '../ui/notes.js';
import { count, counted } from '../words/count.js';
import type { Checked } from './check-rows.js';
import type { ImportKind } from './columns.js';
import type { Written } from './write-rows.js';

interface Props {
  kind: ImportKind;
  checked: Checked;
  written: Written | undefined;
  writing: boolean;
  onWrite: () => void;
}

/** The result of the check, or of the write. */
export function ImportResult({ kind, checked, written, writing, onWrite }: Props) {
  return (
    <section className="panel stack" aria-labelledby="result">
      <h2 id="result">{written ? 'Written' : `${counted(checked.rows, 'row')} checked`}</h2>
      {written ? (
        <AfterWriting kind={kind} written={written} />
      ) : (
        <BeforeWriting checked={checked} writing={writing} onWrite={onWrite} />
      )}
      {checked.problems > 0 && !written ? <Problems checked={checked} /> : null}
    </section>
  );
}

function BeforeWriting({ checked, writing, onWrite }: Omit<Props, 'kind' | 'written'>) {
  const usable = checked.usable.length;
  const replaced = checked.usable.filter(({ now }) => now?.host).length;
  return (
    <>
      <ul className="lines">
        <li>
          <span className="grow">Can be used</span>
          <strong className="numeric">{count(usable)}</strong>
        </li>
        <li>
          <span className="grow">Change nothing: it is so already</span>
          <strong className="numeric">{count(checked.unchanged)}</strong>
        </li>
        <li>
          <span className="grow">Can’t be used</span>
          <strong className="numeric">{count(checked.problems)}</strong>
        </li>
      </ul>
      <ReplacedNote replaced={replaced} />
      {checked.rows === 0 ? <Note>There is no row in this list.</Note> : null}
      <div className="row">
        <Button look="main" disabled={usable === 0} busy={writing} onClick={onWrite}>
          Write {usable > 0 ? counted(usable, 'row') : ''}
        </Button>
      </div>
      <PreviewList
        title="What is written"
        total={usable}
        lines={checked.usable.slice(0, SHOWN).map(({ line, text, now }) => ({
          key: String(line),
          what: `Line ${count(line)}: ${text}`,
          ...(now?.host ? { note: 'replaces the host' } : {}),
        }))}
      />
    </>
  );
}

function Problems({ checked }: { checked: Checked }) {
  return (
    <>
      <div className="row spread row-wrap">
        <h3>Why some can’t be used</h3>
        <Button
          size="s"
          icon={<Download size={14} aria-hidden />}
          onClick={() => saveText(checked.problemsCsv, 'rows-to-fix')}
        >
          Export all of them
        </Button>
      </div>
      <ul className="lines">
        {checked.byReason.map(([reason, n]) => (
          <li key={reason}>
            <span className="grow">{reason}</span>
            <span className="numeric">{count(n)}</span>
          </li>
        ))}
      </ul>
      <PreviewList
        title={checked.problems > checked.shown.length ? `The first ${checked.shown.length}` : 'Each of them'}
        lines={checked.shown.map(({ line, text, reason }) => ({
          key: String(line),
          what: `Line ${count(line)}: ${text}`,
          note: reason,
          tone: 'warn',
        }))}
      />
    </>
  );
}

function AfterWriting({ kind, written }: { kind: ImportKind; written: Written }) {
  return (
    <>
      <Note tone="good">
        {counted(written.done, 'row')} written.
        {kind === 'assignments' ? ' To take one back, open its assignment and press “Undo” in its history.' : ''}
      </Note>
      <PreviewList
        title="Not written"
        lines={written.failed.map(({ line, reason }) => ({
          key: String(line),
          what: `Line ${count(line)}`,
          note: reason,
          tone: 'warn',
        }))}
      />
    </>
  );
}
