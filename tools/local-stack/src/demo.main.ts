import { Command, InvalidArgumentError } from 'commander';
import { JsonApi } from './demo/json-api.js';
import { plantManyPairs } from './demo/many-pairs.js';
import { ZoomControl } from './demo/zoom-control.js';
import { onRunningStack } from './running-stack.js';

const MOST_PAIRS = 100_000;

function pairCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_PAIRS) return count;
  throw new InvalidArgumentError(`It is a whole number from 1 to ${MOST_PAIRS}.`);
}

new Command('npm run demo --')
  .description('Adds many pairs to the demo account of the running local stack, with names, hosts and a few troubles.')
  .requiredOption('--pairs <number>', 'how many, up to 100,000', pairCount)
  .action(({ pairs }: { pairs: number }) =>
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
    }),
  )
  .parse();
