import { useState } from 'react';
import { Button } from '../ui/button.js';
import { count, counted } from '../words/count.js';
import { SELECT_MAX, type SelectMany } from './use-select-many.js';
import type { SelectedAction, Selection } from './selection.js';
import { late } from '../ui/late.js';

const Actions = late(() => import('../actions/selected-actions.js').then((m) => m.default));

interface Props {
  selection: Selection;
  total: number;
  selectMany: SelectMany;
  onClear: () => void;
}

export function SelectionBar({ selection, total, selectMany, onClear }: Props) {
  const [action, setAction] = useState<SelectedAction>();
  const pairs = [...selection.values()];
  const hosted = pairs.some(({ conferencing }) => conferencing !== null);
  return (
    <section className="selection-bar" aria-label="Selected assignments">
      <strong className="numeric" role="status">
        {`${counted(selection.size, 'assignment')} selected`}
      </strong>
      {selection.size < Math.min(total, SELECT_MAX) ? (
        <Button look="plain" size="s" busy={selectMany.loading} onClick={selectMany.all}>
          Select all {count(Math.min(total, SELECT_MAX))}
        </Button>
      ) : null}
      <Button look="plain" size="s" onClick={onClear}>
        Select none
      </Button>
      <span className="grow" />
      <Button look="main" onClick={() => setAction('assign')}>
        Assign a host
      </Button>
      <Button disabled={!hosted} onClick={() => setAction('handover')}>
        Hand over
      </Button>
      <Button look="danger" disabled={!hosted} onClick={() => setAction('clear')}>
        Remove host
      </Button>
      {action ? <Actions action={action} pairs={pairs} onClose={() => setAction(undefined)} onDone={onClear} /> : null}
    </section>
  );
}
