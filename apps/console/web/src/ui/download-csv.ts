import { faultOf } from '../api/fault.js';
import { fetchWithSession } from '../session/session-api.js';
import { say, sayFault } from './toasts.js';

const KEPT_MS = 60_000;

/** Every row that matches, as a file: the API streams it, and the name says the day. */
export async function downloadCsv(address: string, name: string): Promise<void> {
  try {
    const request = new Request(address, { headers: { accept: 'text/csv' } });
    const response = await fetchWithSession(request);
    if (!response.ok) {
      throw faultOf(response, await response.json().catch(() => null));
    }
    save(await response.blob(), name);
  } catch (error) {
    sayFault(error);
  }
}

export const saveText = (csv: string, name: string): void => save(new Blob([csv], { type: 'text/csv' }), name);

function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
  say(`${link.download} is in your downloads.`);
}
