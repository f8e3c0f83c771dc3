import { X } from 'lucide-react';
import type { Fault } from '../api/fault.js';
import type { Change } from '../api/types.js';
import { asQuery, type ChangesShown, writeChanges } from '../filters/change-filters.js';
import { useSession } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { Select, TextField } from '../ui/field.js';
import { CHANGES } from '../words/changes.js';
import { useActors } from './actors.js';

interface Props {
  shown: ChangesShown;
  onChange: (shown: ChangesShown) => void;
  changes: readonly Change[];
  /** What the API said about these filters, which a link may have brought. */
  fault: Fault | undefined;
}

/** What has a field here. */
export const FILTER_FIELDS = ['since', 'until', 'change', 'actor'];

export function ChangeFilterForm({ shown, onChange, changes, fault }: Props) {
  const { actor: self } = useSession();
  const actors = useActors(asQuery(shown), self, changes);
  const isBackwards = shown.since !== undefined && shown.until !== undefined && shown.until < shown.since;
  const set = (name: keyof ChangesShown, value: string) => {
    const { [name]: _before, page: _page, ...rest } = shown;
    onChange(value === '' ? rest : { ...rest, [name]: value });
  };
  return (
    <form className="audit-filters" aria-label="Filter changes" onSubmit={(event) => event.preventDefault()}>
      <TextField
        label="From"
        type="date"
        value={shown.since ?? ''}
        onChange={(event) => set('since', event.target.value)}
        fault={fault?.at('since')}
      />
      <TextField
        label="Until"
        type="date"
        value={shown.until ?? ''}
        onChange={(event) => set('until', event.target.value)}
        fault={fault?.at('until') ?? (isBackwards ? 'This day is before the first one.' : undefined)}
      />
      <Select label="What" value={shown.change ?? ''} onChange={(event) => set('change', event.target.value)}>
        <option value="">Everything</option>
        {Object.entries(CHANGES).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select
        label="Who"
        value={shown.actor ?? ''}
        onChange={(event) => set('actor', event.target.value)}
        fault={fault?.at('actor')}
      >
        <option value="">Everybody</option>
        {actors.map(({ actor, name }) => (
          <option key={actor} value={actor}>
            {name}
          </option>
        ))}
      </Select>
      {writeChanges(shown) === '' ? null : (
        <Button look="plain" icon={<X size={16} aria-hidden />} onClick={() => onChange({})}>
          Clear filters
        </Button>
      )}
    </form>
  );
}
