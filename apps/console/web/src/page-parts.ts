import type { ComponentType } from 'react';

// Each page takes the parameters of its own path.
// oxlint-disable-next-line typescript/no-explicit-any
type Part = () => Promise<{ default: ComponentType<any> }>;

/** The pages by their paths; each is a file of its own, which is loaded with the first visit. */
export const PARTS: readonly (readonly [path: string, load: Part])[] = [
  ['/overview', () => import('./pages/overview.page.js')],
  ['/assignments', () => import('./pages/assignments.page.js')],
  ['/assignments/:service_id/:provider_id', () => import('./pages/pair.page.js')],
  ['/attention', () => import('./pages/attention.page.js')],
  ['/connections', () => import('./pages/connections.page.js')],
  ['/connections/:id', () => import('./pages/connection.page.js')],
  ['/hosts', () => import('./pages/hosts.page.js')],
  ['/hosts/:id', () => import('./pages/host.page.js')],
  ['/services/:id', () => import('./pages/service.page.js')],
  ['/audit', () => import('./pages/audit.page.js')],
  ['/import', () => import('./pages/import.page.js')],
];

/** Begins to load the page while the server is still asked who is signed in. */
export function loadPart(path: string): void {
  const part = PARTS.find(([pattern]) => new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`).test(path));
  // A failure is shown when the page is opened, which tries again.
  void part?.[1]().catch(() => undefined);
}
