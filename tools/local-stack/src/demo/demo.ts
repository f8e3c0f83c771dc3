import { pairKey, type ServiceProviderConferencing } from '@conferencing/contracts';
import type { DataFolder } from '../data-folder.js';
import type { StackEnvironment } from '../environment.js';
import { readKept } from '../kept-file.js';
import { assignHost, connectZoom } from './assign-host.js';
import { fillCatalog } from './fill-catalog.js';
import { JsonApi } from './json-api.js';
import { createDemo, type KeptDemo } from './kept-demo.js';
import { heading, line } from './print.js';
import { DemoSeed } from './seed-demo.js';
import { refreshHost } from './refresh-host.js';
import { TopicReader } from './topic-reader.js';
import { ZoomControl } from './zoom-control.js';

/** Seeds a small demo, or finds the one of an earlier start, and shows the main job on it. */
export async function runDemo(environment: StackEnvironment, folder: DataFolder): Promise<void> {
  const file = folder.file('demo.json');
  const platform = new JsonApi(environment.urlOfService('conferencing'), bearer(environment.platformToken));
  const kept = readKept<KeptDemo>(file);
  const known = kept && (await isKnown(kept, environment));
  const demo = known ? kept : await createDemo(file, platform);
  const conferencing = apiOf(demo, environment);
  const pairPath = `/v1/services/${demo.serviceId}/providers/${demo.providerId}/conferencing`;

  heading(known ? 'Found the data of an earlier start' : 'Created an account');
  line(`account ${demo.accountId}, token ${demo.token}`);
  if (known) await tellWhoHosts(conferencing, pairPath);
  await fillCatalog(conferencing, demo);

  const zoom = await ZoomControl.find(environment.zoomUrl);
  if (zoom === undefined) {
    line(`The Zoom at ${environment.zoomUrl} has no /_control, so nothing is connected and no host is assigned.`);
    return;
  }
  const readModels = new JsonApi(environment.urlOfService('read-models'), {
    ...bearer(environment.platformToken),
    'x-account-id': demo.accountId,
  });
  const connectedAccountId = await connectZoom(conferencing, zoom);
  if (demo.seeded === undefined) {
    // A stand-in for Zoom of the user's own may know less than the sandbox does; the main job needs less.
    await new DemoSeed(file, demo, conferencing, zoom).plant(connectedAccountId).catch((error: Error) => {
      if (environment.isOwnZoom) throw error;
      line(`The rest of the demo could not be seeded: ${error.message}`);
    });
    await zoom.openClinic();
  }
  const topic = await TopicReader.open(environment.of('topics'));
  try {
    const key = pairKey({ service_id: demo.serviceId, provider_id: demo.providerId });
    const stage = { conferencing, readModels, demo, connectedAccountId, pairPath, key, zoom, topic, environment };
    await refreshHost(stage, await assignHost(stage));
  } finally {
    await topic.close();
  }
}

/** The data folder may be older than the database. */
async function isKnown(demo: KeptDemo, environment: StackEnvironment): Promise<boolean> {
  const { status } = await apiOf(demo, environment).ask('GET', '/v1/services');
  return status === 200;
}

async function tellWhoHosts(conferencing: JsonApi, pairPath: string): Promise<void> {
  const { status, body, headers } = await conferencing.ask<{ data: ServiceProviderConferencing }>('GET', pairPath);
  if (status === 200) line(`version ${headers.get('etag')}, hosted by ${body.data.external_user.email}`);
}

function apiOf({ token }: KeptDemo, environment: StackEnvironment): JsonApi {
  return new JsonApi(environment.urlOfService('conferencing'), bearer(token));
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
