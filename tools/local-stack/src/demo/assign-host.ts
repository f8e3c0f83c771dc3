import type { ConferencingView, ServiceProviderConferencing } from '@conferencing/contracts';
import { askOverTcp } from './nest-query.js';
import { heading, json, line, record } from './print.js';
import type { JsonApi } from './json-api.js';
import type { Stage } from './stage.js';
import { connectAccount, syncPath } from './zoom-connection.js';
import type { ZoomControl } from './zoom-control.js';
import { HOSTS, ZOOM, type DemoHost } from './people.js';

const EVENT_TIMEOUT_MS = 15_000;

/** The main job: a host over HTTP, its event from Kafka, and the read model over HTTP and TCP. */
export async function assignHost(stage: Stage): Promise<DemoHost> {
  const { conferencing, connectedAccountId, demo, key, pairPath, readModels, topic } = stage;
  const host = await nextHost(stage);
  const request = { connected_account_id: connectedAccountId, email: host.email };

  heading('Assigning a host');
  line(`PUT ${pairPath}`);
  json(request);
  const began = performance.now();
  const assigned = await conferencing.call('PUT', pairPath, request);
  const answered = performance.now() - began;
  const version = Number(assigned.headers.get('etag')?.replaceAll('"', ''));
  const query = `min_version=${version}&wait_ms=5000`;
  const view = await readModels.call<ConferencingView>('GET', `${pairPath}?${query}`);
  const visible = performance.now() - began;
  line(`${assigned.status}, ETag ${assigned.headers.get('etag')}, after ${milliseconds(answered)}`);
  json(assigned.body);

  const event = await topic.find(
    (candidate) => candidate.key?.toString() === key && Number(candidate.headers.ce_sequence) === version,
    EVENT_TIMEOUT_MS,
  );
  if (event === undefined) throw new Error(`The event of version ${version} was not on the topic within 15 s`);
  heading('The event, read back from Kafka');
  record(event);

  heading('The read model over HTTP');
  line(`GET ${pairPath}?${query}`);
  line(`visible ${milliseconds(visible)} after the PUT was sent`);
  json(view.body);

  heading('The same question over Nest TCP: conferencing.get');
  const { place } = stage;
  json(
    await askOverTcp(place.tcpOfReadModels, {
      account_id: demo.accountId,
      service_id: demo.serviceId,
      provider_id: demo.providerId,
    }),
  );
  return host;
}

/** Connects the clinic's Zoom account, or finds the connection of an earlier start. */
export async function connectZoom(conferencing: JsonApi, zoom: ZoomControl): Promise<string> {
  await zoom.openClinic();
  const connection = await connectAccount(conferencing, ZOOM.clinic);
  const users = await conferencing.call<{ data: unknown[] }>('POST', syncPath(connection));
  line(`connected Zoom as ${connection}, ${users.body.data.length} users synced`);
  return connection;
}

/** The one of the two who does not host now, so that every start has a change to show. */
async function nextHost({ conferencing, pairPath }: Stage): Promise<DemoHost> {
  const { status, body } = await conferencing.ask<{ data: ServiceProviderConferencing }>('GET', pairPath);
  const current = status === 200 ? body.data.external_user.email : undefined;
  return HOSTS.find(({ email }) => email !== current) ?? HOSTS[0];
}

function milliseconds(duration: number): string {
  return `${duration.toFixed(1)} ms`;
}
