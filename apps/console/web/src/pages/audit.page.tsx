import { useQuery } from '@tanstack/react-query';
import { Download, History } from 'lucide-react';
import { useState } from 'react';
import { changesPage } from '../api/change-queries.js';
import { useNames } from '../api/use-names.js';
import { BatchHead } from '../changes/batch-head.js';
import { ChangeFilterForm, FILTER_FIELDS } from '../changes/change-filter-form.js';
import { ChangeRow } from '../changes/change-row.js';
import { asQuery, type ChangesShown, readChanges, writeChanges } from '../filters/change-filters.js';
import { useQueryState } from '../filters/use-query-state.js';
import { Page } from '../shell/page.js';
import { Button } from '../ui/button.js';
import { downloadCsv } from '../ui/download-csv.js';
import { asFault } from '../api/fault.js';
import { Empty, FaultNote, Skeleton } from '../ui/notes.js';
import { Pager } from '../ui/pager.js';
import { counted } from '../words/count.js';
import '../styles/audit.css';
import { late } from '../ui/late.js';

const Undo = late(() => import('../actions/undo-dialog.js').then((m) => m.UndoDialog));

/** Who changed what, and when; to be taken back, and to be taken away as a file. */
export default function AuditPage() {
  const [shown, setShown] = useQueryState(readChanges, writeChanges);
  const query = asQuery(shown);
  const { data, error, refetch, isPlaceholderData } = useQuery(changesPage(query, shown.page ?? 1));
  const fault = error ? asFault(error) : undefined;
  const names = useNames(data?.data ?? []);
  const shownChanges = names.coming ? undefined : data?.data;
  const [undoing, setUndoing] = useState<string>();
  // Other changes are another page, from which Back leads here.
  const show = (next: ChangesShown) => setShown(next, { replace: false });
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
      {shown.batch_id ? (
        <BatchHead
          changes={isPlaceholderData ? undefined : (shownChanges ?? (error ? [] : undefined))}
          total={data?.meta.total_count ?? 0}
          onUndo={() => setUndoing(shown.batch_id)}
          onLeave={() => show({})}
        />
      ) : (
        <ChangeFilterForm shown={shown} onChange={setShown} changes={data?.data ?? []} fault={fault} />
      )}
      {fault?.at(...FILTER_FIELDS) === undefined ? <FaultNote error={error} retry={() => void refetch()} /> : null}
      {shownChanges || error ? null : <Skeleton lines={10} />}
      <ol className="lines">
        {shownChanges?.map((change) => (
          <ChangeRow
            key={`${change.service_id}/${change.provider_id}/${change.version}`}
            change={change}
            names={names}
            onShow={shown.batch_id === undefined ? show : undefined}
          />
        ))}
      </ol>
      {shownChanges?.length === 0 ? (
        <Empty icon={<History size={40} aria-hidden />} title="No changes here">
          <p>
            {writeChanges(shown) === ''
              ? 'The first assignment will be the first entry.'
              : 'Change the filters to see others.'}
          </p>
        </Empty>
      ) : null}
      {data && shownChanges ? (
        <Pager meta={data.meta} onPage={(page, how) => setShown({ ...shown, page }, how)} />
      ) : null}
      {undoing ? <Undo batchId={undoing} onClose={() => setUndoing(undefined)} /> : null}
    </Page>
  );
}
