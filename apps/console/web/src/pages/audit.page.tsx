import { useQuery } from '@tanstack/react-query';
import { Download, History, Undo2, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { changesPage } from '../api/change-queries.js';
import type { Change } from '../api/types.js';
import { type Names, useNames } from '../api/use-names.js';
import { asQuery, type ChangesShown, readChanges, writeChanges } from '../filters/change-filters.js';
import { useQueryState } from '../filters/use-query-state.js';
import { useSession } from '../session/use-session.js';
import { Page } from '../shell/page.js';
import { StateBadge } from '../ui/badges.js';
import { Button } from '../ui/button.js';
import { downloadCsv } from '../ui/download-csv.js';
import { Select, TextField } from '../ui/field.js';
import { asFault } from '../api/fault.js';
import { Empty, FaultNote, Skeleton } from '../ui/notes.js';
import { Pager } from '../ui/pager.js';
import { Ago } from '../ui/time.js';
import { changeText, CHANGES } from '../words/changes.js';
import { counted } from '../words/count.js';
import { actorName } from '../words/people.js';
import '../styles/audit.css';

const Undo = lazy(() => import('../actions/undo-dialog.js').then((m) => ({ default: m.UndoDialog })));

/** Who changed what, and when; to be taken back, and to be taken away as a file. */
export default function AuditPage() {
  const [shown, setShown] = useQueryState(readChanges, writeChanges);
  const query = asQuery(shown);
  const { data, error, refetch } = useQuery(changesPage(query, shown.page ?? 1));
  const atActor = error ? asFault(error).at('actor') : undefined;
  const names = useNames(data?.data ?? []);
  const shownChanges = names.coming ? undefined : data?.data;
  const [undoing, setUndoing] = useState<string>();
  return (
    <Page
      title="History"
      about={data ? counted(data.meta.total_count, 'change') : 'Who changed what, and when.'}
      actions={
        <Button
          icon={<Download size={16} aria-hidden />}
          onClick={() =>
            void downloadCsv(
              `/api/read-models/v1/conferencing/changes?${new URLSearchParams({ ...query }).toString()}`,
              'changes',
            )
          }
        >
          Export
        </Button>
      }
    >
      <Filters shown={shown} onChange={setShown} fault={atActor} />
      {atActor === undefined ? <FaultNote error={error} retry={() => void refetch()} /> : null}
      {shownChanges || error ? null : <Skeleton lines={10} />}
      <ol className="lines">
        {shownChanges?.map((change) => (
          <Line
            key={`${change.service_id}/${change.provider_id}/${change.version}`}
            change={change}
            names={names}
            ofBatch={shown.batch_id !== undefined}
            onBatch={(batch_id) => setShown({ batch_id })}
          />
        ))}
      </ol>
      {shown.batch_id && shownChanges && shownChanges.length > 0 ? (
        <div className="row">
          <Button icon={<Undo2 size={16} aria-hidden />} onClick={() => setUndoing(shown.batch_id)}>
            Undo this change
          </Button>
        </div>
      ) : null}
      {shownChanges?.length === 0 ? (
        <Empty icon={<History size={40} aria-hidden />} title="No changes here">
          <p>
            {writeChanges(shown) === ''
              ? 'The first assignment will be the first entry.'
              : 'Other filters may show more.'}
          </p>
        </Empty>
      ) : null}
      {data && shownChanges ? <Pager meta={data.meta} onPage={(page) => setShown({ ...shown, page })} /> : null}
      <Suspense>{undoing ? <Undo batchId={undoing} onClose={() => setUndoing(undefined)} /> : null}</Suspense>
    </Page>
  );
}

interface LineProps {
  change: Change;
  names: Names;
  ofBatch: boolean;
  onBatch: (batchId: string) => void;
}

function Line({ change, names, ofBatch, onBatch }: LineProps) {
  const { actor: self } = useSession();
  const { batch_id } = change;
  return (
    <li>
      <span className="grow">
        <Link href={`/assignments/${change.service_id}/${change.provider_id}`} className="person-name">
          {names(change)}
        </Link>
        <br />
        <span className="small quiet">{changeText(change)}</span>
      </span>
      <StateBadge state={change.host_state} />
      <span className="audit-who small">
        {actorName(change.actor, self)}
        <br />
        <span className="quiet">
          <Ago at={change.occurred_at} />
        </span>
      </span>
      {ofBatch ? null : (
        <span className="audit-batch">
          {batch_id ? (
            <Button size="s" look="plain" onClick={() => onBatch(batch_id)}>
              All of this change
            </Button>
          ) : null}
        </span>
      )}
    </li>
  );
}

function Filters({
  shown,
  onChange,
  fault,
}: {
  shown: ChangesShown;
  onChange: (shown: ChangesShown) => void;
  fault: string | undefined;
}) {
  const { actor: self } = useSession();
  const [actor, setActor] = useState(shown.actor ?? '');
  useEffect(() => setActor(shown.actor ?? ''), [shown.actor]);
  const set = (name: keyof ChangesShown, value: string) => {
    const { [name]: _before, page: _page, ...rest } = shown;
    onChange(value === '' ? rest : { ...rest, [name]: value });
  };
  return (
    <form
      className="audit-filters"
      aria-label="Filter changes"
      onSubmit={(event) => {
        event.preventDefault();
        set('actor', actor.trim());
      }}
    >
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
      <TextField
        label="Who"
        list="actors"
        placeholder="user:…, token:…, system:…"
        value={actor}
        onChange={(event) => setActor(event.target.value)}
        onBlur={() => set('actor', actor.trim())}
        fault={fault}
      />
      <datalist id="actors">
        <option value={self}>You</option>
        <option value="platform">Platform</option>
        <option value="system:sync">Zoom sync</option>
        <option value="system:webhook">Zoom</option>
        <option value="system:catalog">Catalog</option>
      </datalist>
      {writeChanges(shown) === '' ? null : (
        <Button look="plain" icon={<X size={16} aria-hidden />} onClick={() => onChange({})}>
          Clear filters
        </Button>
      )}
    </form>
  );
}
