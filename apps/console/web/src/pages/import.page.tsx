import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { type ClipboardEvent, useState } from 'react';
import { Link } from 'wouter';
import { connectionName } from '../words/people.js';
import { rereadAll } from '../actions/undo.js';
import { connections } from '../api/queries.js';
import type { Checked } from '../import/check-rows.js';
import type { ImportKind } from '../import/columns.js';
import { ImportResult } from '../import/import-result.js';
import { runCheck } from '../import/run-check.js';
import { type Written, writeRows } from '../import/write-rows.js';
import { useSession } from '../session/use-session.js';
import { Page } from '../shell/page.js';
import { Button } from '../ui/button.js';
import { useAskBeforeLeaving, useDraft } from '../ui/draft.js';
import { Select, TextArea } from '../ui/field.js';
import { FaultNote, Note } from '../ui/notes.js';
import { count, counted } from '../words/count.js';
import '../styles/import.css';

/** A text area grows slow with more than that; a longer list is kept beside it. */
const IN_FIELD = 100_000;

const KINDS = {
  assignments: { label: 'Assignments: who hosts for whom', columns: 'service, provider, host' },
  mappings: { label: 'User mappings: which Zoom user each provider is', columns: 'provider, host' },
} as const;

type Doing = { what: 'checking' | 'writing'; rows: number } | undefined;

/** Pastes or reads a list, tells which rows can be used and why the others can't, and only then writes. */
export default function ImportPage() {
  const client = useQueryClient();
  const { actor: self } = useSession();
  const all = useQuery(connections);
  const zoom = all.data?.filter(({ provider }) => provider === 'zoom_admin') ?? [];
  const [kind, setKind] = useDraft<ImportKind>('import kind', 'assignments');
  const [chosen, setChosen] = useDraft('import connection', '');
  const connectionId = chosen || (zoom.find(({ status }) => status === 'active') ?? zoom[0])?.id || '';
  const [text, setText] = useDraft('import', '');
  const [long, setLong] = useState<{ list: string | File; name: string }>();
  const [doing, setDoing] = useState<Doing>();
  const [fault, setFault] = useState<unknown>();
  const [checked, setChecked] = useState<Checked>();
  const [written, setWritten] = useState<Written>();
  useAskBeforeLeaving(typeof long?.list === 'string' && written === undefined);
  const list = long?.list ?? text;
  const changed = () => {
    setChecked(undefined);
    setWritten(undefined);
  };
  const keep = (next: typeof long) => {
    setLong(next);
    changed();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (pasted.length <= IN_FIELD) return;
    event.preventDefault();
    keep({ list: pasted, name: `The pasted list: ${counted(linesIn(pasted), 'line')}` });
  };
  const during = async (what: 'checking' | 'writing', work: (progress: (rows: number) => void) => Promise<void>) => {
    setDoing({ what, rows: 0 });
    setFault(undefined);
    try {
      await work((rows) => setDoing({ what, rows }));
    } catch (error) {
      setFault(error);
    } finally {
      setDoing(undefined);
    }
  };
  const check = () => {
    changed();
    return during('checking', async (progress) => setChecked(await runCheck(list, kind, connectionId, progress)));
  };
  const write = () =>
    during('writing', async (onProgress) => {
      setWritten(await writeRows(checked?.usable ?? [], { kind, connectionId, self, onProgress }));
      rereadAll(client);
    });
  return (
    <Page
      title="Import a list"
      crumb={<Link href="/assignments">Assignments</Link>}
      about="First you see which rows can be used, and what they change. Then you decide."
    >
      <div className="sides">
        <section className="panel stack" aria-label="The list">
          <Select
            label="What the list contains"
            value={kind}
            onChange={(event) => {
              setKind(event.target.value as ImportKind);
              changed();
            }}
          >
            {Object.entries(KINDS).map(([value, { label }]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
          <Select
            label="Zoom connection of the hosts"
            value={connectionId}
            onChange={(event) => {
              setChosen(event.target.value);
              changed();
            }}
          >
            {zoom.map((connection) => (
              <option key={connection.id} value={connection.id}>
                {connectionName(connection)}
              </option>
            ))}
          </Select>
          {long ? (
            <Note
              action={
                <Button size="s" onClick={() => keep(undefined)}>
                  Remove the list
                </Button>
              }
            >
              {long.name}
            </Note>
          ) : (
            <TextArea
              label="Paste the list here"
              hint={`Columns: ${KINDS[kind].columns}. Give the host by email; services and providers by name, email or id. A first row with the names of the columns may be there.`}
              value={text}
              spellCheck={false}
              onPaste={onPaste}
              onChange={(event) => {
                setText(event.target.value);
                changed();
              }}
            />
          )}
          <div className="row row-wrap">
            <Button
              look={checked ? undefined : 'main'}
              disabled={list === '' || connectionId === ''}
              busy={doing?.what === 'checking'}
              onClick={() => void check()}
            >
              Check the list
            </Button>
            <label className="button file-button">
              <FileUp size={16} aria-hidden />
              Choose a file
              <input
                type="file"
                className="visually-hidden"
                accept=".csv,.tsv,.txt,text/csv"
                onChange={(event) => {
                  const [file] = event.target.files ?? [];
                  if (file) keep({ list: file, name: `${file.name}: ${count(Math.ceil(file.size / 1024))} KB` });
                  event.target.value = '';
                }}
              />
            </label>
          </div>
          <FaultNote error={all.error} retry={() => void all.refetch()} />
          {all.data && zoom.length === 0 ? (
            <Note tone="warn">
              Connect Zoom first, on the page <Link href="/connections">Connections</Link>: only its users can host.
            </Note>
          ) : null}
          <p role="status" className="small quiet">
            {doing ? `${doing.what === 'checking' ? 'Checked' : 'Written'}: ${counted(doing.rows, 'row')}…` : ''}
          </p>
          <FaultNote error={fault} />
        </section>
        {checked ? (
          <ImportResult
            kind={kind}
            checked={checked}
            written={written}
            writing={doing?.what === 'writing'}
            onWrite={() => void write()}
          />
        ) : null}
      </div>
    </Page>
  );
}

function linesIn(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
