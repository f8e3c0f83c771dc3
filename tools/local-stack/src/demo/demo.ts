import { pairKey, type ServiceProviderConferencing } from '@conferencing/contracts';
import { readKept } from '@conferencing/servers';
import { assignHost, connectZoom } from './assign-host.js';
import type { DemoPlace } from './demo-place.js';
import { fillCatalog } from './fill-catalog.js';
import { JsonApi } from './json-api.js';
import { createDemo, type KeptDemo } from './kept-demo.js';
import { heading, line } from './print.js';
import { DemoSeed } from './seed-demo.js';
import { refreshHost } from './refresh-host.js';
import { TopicReader } from './topic-reader.js';
import { ZoomControl } from './zoom-control.js';

/**
 * Seeds a small demo, or finds the one of an earlier start, and shows the main job on it.
 *
 * @param file keeps what the next start needs
 */
export async function runDemo(place: DemoPlace, file: string): Promise<KeptDemo> {
  const platform = new JsonApi(place.urlOfService('conferencing'), bearer(place.platformToken));
  const kept = readKept<KeptDemo>(file);
  const known = kept && (await isKnown(kept, place));
  const demo = known ? kept : await createDemo(file, platform);
  const conferencing = apiOf(demo, place);
  const pairPath = `/v1/services/${demo.serviceId}/providers/${demo.providerId}/conferencing`;

  heading(known ? 'Found the data of an earlier start' : 'Created an account');
  line(`account ${demo.accountId}, token ${demo.token}`);
  if (known) await tellWhoHosts(conferencing, pairPath);
  await fillCatalog(conferencing, demo);

  const zoom = await ZoomControl.find(place.zoomUrl);
  if (zoom === undefined) {
    line(`The Zoom at ${place.zoomUrl} has no /_control, so nothing is connected and no host is assigned.`);
    return demo;
  }
  const readModels = new JsonApi(place.urlOfService('read-models'), {
    ...bearer(place.platformToken),
    'x-account-id': demo.accountId,
  });
  const connectedAccountId = await connectZoom(conferencing, zoom);
  if (demo.seeded === undefined) {
    // A stand-in for Zoom of the user's own may know less than the sandbox does; the main job needs less.
    await new DemoSeed(file, demo, conferencing, zoom).plant(connectedAccountId).catch((error: Error) => {
      if (place.isOwnZoom) throw error;
      line(`The rest of the demo could not be seeded: ${error.message}`);
    });
    await zoom.openClinic();
  }
  const topic = await TopicReader.open(place.kafka);
  try {
    const key = pairKey({ service_id: demo.serviceId, provider_id: demo.providerId });
    const stage = { conferencing, readModels, demo, connectedAccountId, pairPath, key, zoom, topic, place };
    await refreshHost(stage, await assignHost(stage));
  } finally {
    await topic.close();
  }
  return demo;
}

/** The data folder may be older than the database. */
async function isKnown(demo: KeptDemo, place: DemoPlace): Promise<boolean> {
  const { status } = await apiOf(demo, place).ask('GET', '/v1/services');
  return status === 200;
}

async function tellWhoHosts(conferencing: JsonApi, pairPath: string): Promise<void> {
  const { status, body, headers } = await conferencing.ask<{ data: ServiceProviderConferencing }>('GET', pairPath);
  if (status === 200) line(`version ${headers.get('etag')}, hosted by ${body.data.external_user.email}`);
}

function apiOf({ token }: KeptDemo, place: DemoPlace): JsonApi {
  return new JsonApi(place.urlOfService('conferencing'), bearer(token));
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
