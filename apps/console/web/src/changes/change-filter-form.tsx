import { X } from 'lucide-react';
import { asQuery, type ChangesShown, writeChanges } from '../filters/change-filters.js';
import { useSession } from '../session/use-session.js';
import { Button } from '../ui/button.js';
import { Select, TextField } from '../ui/field.js';
import { CHANGES } from '../words/changes.js';
import { useActors } from './actors.js';

interface Props {
  shown: ChangesShown;
  onChange: (shown: ChangesShown) => void;
  /** What the API said about the actor, which a link may have brought. */
  fault: string | undefined;
}

export function ChangeFilterForm({ shown, onChange, fault }: Props) {
  const { actor: self } = useSession();
  const actors = useActors(asQuery(shown), self);
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
      />
      <TextField
        label="Until"
        type="date"
        value={shown.until ?? ''}
        onChange={(event) => set('until', event.target.value)}
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
        fault={fault}
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
