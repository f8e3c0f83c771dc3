import { demoLink } from '../../../apps/console/src/operate/demo-link.js';
import type { StackStatus } from './stack-status.js';

/** A new link that signs a browser in to the demo's account, once; undefined when there is no demo. */
export async function consoleLink({ demo, env }: StackStatus): Promise<string | undefined> {
  const { PUBLIC_URL, SESSION_KEYS } = env.console ?? {};
  return demo && PUBLIC_URL && SESSION_KEYS ? demoLink(PUBLIC_URL, SESSION_KEYS, demo.token) : undefined;
}
