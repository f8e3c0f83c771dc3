import { answer, conferencing } from '../api/client.js';
import { Fault, faultOf } from '../api/fault.js';
import { fetchWithSession } from '../session/session-api.js';
import type { Checked } from './check-rows.js';
import type { CheckNews, CheckTask } from './check.worker.js';
import type { ImportKind } from './columns.js';
import type { ReferenceUser } from './reference.js';

const USERS_PAGE = 200;

/** The file has changed or gone since it was chosen, or is no text. */
const UNREADABLE = new Fault(
  422,
  [{ code: 'unreadable', detail: 'The list can’t be read. Choose the file again, or paste its rows.' }],
  undefined,
);

/** Reads the reference data and checks the list in a worker. @throws Fault */
export async function runCheck(
  list: string | Blob,
  kind: ImportKind,
  connectionId: string,
  onProgress: (rows: number) => void,
): Promise<Checked> {
  const [pairsCsv, users] = await Promise.all([allPairs(), allUsers(connectionId)]);
  return inWorker({ list, kind, pairsCsv, users }, onProgress);
}

async function allPairs(): Promise<string> {
  const address = '/api/conferencing/v1/service_providers';
  const response = await fetchWithSession(new Request(address, { headers: { accept: 'text/csv' } }));
  if (response.ok) return response.text();
  throw faultOf(response, await response.json().catch(() => null));
}

async function allUsers(connectionId: string): Promise<ReferenceUser[]> {
  const users: ReferenceUser[] = [];
  for (let page = 1; ; page += 1) {
    const { data, meta } = await answer(
      conferencing.GET('/v1/connected_accounts/{connected_account_id}/external_users', {
        params: { path: { connected_account_id: connectionId }, query: { page, page_size: USERS_PAGE } },
      }),
    );
    users.push(...data.map(({ id, email }) => ({ id, email })));
    if (page >= meta.total_pages) return users;
  }
}

function inWorker(task: CheckTask, onProgress: (rows: number) => void): Promise<Checked> {
  const worker = new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' });
  const checked = new Promise<Checked>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<CheckNews>) => {
      if ('rows' in data) onProgress(data.rows);
      else if ('checked' in data) resolve(data.checked);
      else reject(UNREADABLE);
    });
    worker.addEventListener('error', () => reject(UNREADABLE));
  });
  worker.postMessage(task);
  return checked.finally(() => worker.terminate());
}
