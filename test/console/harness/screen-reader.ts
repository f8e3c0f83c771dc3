import type { Window } from './window.js';

/** Parts of the tree that no screen reader names by themselves. */
const UNNAMED = new Set(['none', 'generic', 'InlineTextBox', 'LineBreak', 'RootWebArea']);
const STATES = ['level', 'checked', 'selected', 'expanded', 'disabled', 'required', 'invalid', 'modal', 'live', 'busy'];

interface AxNode {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  description?: { value: string };
  properties?: { name: string; value: { value?: string | number | boolean } }[];
}

/** What Chromium tells a screen reader of the page now: a line for each part, `role "name" (description) state…`. */
export async function spoken(window: Window): Promise<string[]> {
  const session = await window.context.newCDPSession(window.page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return (nodes as AxNode[]).flatMap(({ ignored, role, name, description, properties = [] }) => {
    if (ignored || role === undefined || UNNAMED.has(role.value)) return [];
    const states = properties.flatMap(({ name: state, value: { value } }) => {
      if (!STATES.includes(state) || value === undefined || value === false || value === 'false') return [];
      return [value === true || value === 'true' ? state : `${state} ${String(value)}`];
    });
    const described = description?.value ? ` (${description.value})` : '';
    return [[`${role.value} "${name?.value ?? ''}"${described}`, ...states].join(', ')];
  });
}
