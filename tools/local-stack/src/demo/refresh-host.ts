import type { ConferencingView } from '@conferencing/contracts';
import type { KafkaRecord } from '@conferencing/messaging';
import { heading, json, line, recordInShort } from './print.js';
import type { Stage } from './stage.js';
import { syncPath } from './zoom-connection.js';
import type { DemoHost } from './people.js';

const WEBHOOK_TIMEOUT_MS = 3000;
const SYNC_TIMEOUT_MS = 15_000;

/** Shows that when Zoom deactivates the host, the pair's event says that its meetings would fail. */
export async function refreshHost(stage: Stage, host: DemoHost): Promise<void> {
  const { conferencing, connectedAccountId, key, pairPath, readModels, topic, zoom } = stage;
  const isRefresh = (candidate: KafkaRecord) =>
    candidate.key?.toString() === key && candidate.value !== null && hostStateOf(candidate.value) === 'host_inactive';

  heading(`Zoom deactivates ${host.first_name} ${host.last_name}`);
  await zoom.deactivate(host);
  let event = await topic.find(isRefresh, WEBHOOK_TIMEOUT_MS);
  if (event === undefined) {
    line('No webhook has arrived: asking Zoom for its users');
    await conferencing.call('POST', syncPath(connectedAccountId));
    event = await topic.find(isRefresh, SYNC_TIMEOUT_MS);
  }
  if (event === undefined) throw new Error('Nothing was said about the deactivated host within 15 s');
  recordInShort(event);
  const version = Number(event.headers.ce_sequence);
  const view = await readModels.call<ConferencingView>('GET', `${pairPath}?min_version=${version}&wait_ms=5000`);
  line(`the read model says: version ${view.body.version}, host_state ${view.body.host_state}`);
  line(`GET ${pairPath}/explain`);
  const explained = await conferencing.call<{ data: { reasons: unknown } }>('GET', `${pairPath}/explain`);
  json(explained.body.data.reasons);
}

function hostStateOf(value: Buffer): string {
  return (JSON.parse(value.toString()) as { host_state: string }).host_state;
}
