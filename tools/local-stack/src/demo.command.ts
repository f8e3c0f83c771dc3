import { JsonApi } from './demo/json-api.js';
import { plantManyPairs } from './demo/many-pairs.js';
import { ZoomControl } from './demo/zoom-control.js';
import { onRunningStack } from './running-stack.js';

/** Adds many pairs to the demo account of the running stack. */
export const run = ({ pairs }: { pairs: number }) =>
  onRunningStack(async ({ demo, processes, env }) => {
    if (!demo) throw new Error('This stack has no demo account: see what npm start has printed');
    const zoomUrl = env.conferencing?.ZOOM_API_URL ?? processes['zoom-sandbox']!;
    const zoom = await ZoomControl.find(zoomUrl.replace(/\/+$/, ''));
    if (!zoom) throw new Error(`The Zoom at ${zoomUrl} has no /_control: the demo needs the sandbox`);
    const api = new JsonApi(processes.conferencing!, { authorization: `Bearer ${demo.token}` });
    const began = performance.now();
    const { hosted } = await plantManyPairs(api, zoom, pairs);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`Added ${pairs} pairs in ${seconds} s; ${hosted} of them have a host.\n`);
  });
