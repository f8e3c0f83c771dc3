import type { z } from 'zod';
import { conferencingSettings } from '../../../apps/conferencing/src/conferencing.config.js';
import { consoleSettings } from '../../../apps/console/src/console.config.js';
import { readModelsSettings } from '../../../apps/read-models/src/read-models.config.js';

/** The stack gives each process its own. */
const OWN = new Set(['HTTP_PORT', 'TCP_PORT']);

/** What the environment may set for the processes of the stack, which get it from there or from the compose file. */
export const processSettings: z.ZodRawShape = Object.fromEntries(
  Object.entries({ ...consoleSettings.shape, ...readModelsSettings.shape, ...conferencingSettings.shape })
    .filter(([name]) => !OWN.has(name))
    .map(([name, field]) => [name, field.optional()]),
);

/** Those of the variables that are settings of a process: what a process of one's own needs beside the running stack. */
export function settingsOf(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const names = [...Object.keys(processSettings), ...OWN];
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
