/** A module as dependency-cruiser reports it. */
export interface CruisedModule {
  source: string;
  dependencies: readonly { resolved: string }[];
}

/** Which apps and libraries each of them imports. */
export type RoomGraph = ReadonlyMap<string, ReadonlySet<string>>;

const NO_PRODUCTION_CODE = /\.spec\.|\.fixture\.|\/test\/|\/sample\/|^libs\/testing|node_modules/;

/** An app or a library, by its folder. */
const roomOf = (path: string) => (NO_PRODUCTION_CODE.test(path) ? undefined : /^(?:apps|libs)\/[\w-]+/.exec(path)?.[0]);

export function roomsOf(modules: readonly CruisedModule[]): RoomGraph {
  const graph = new Map<string, Set<string>>();
  for (const { source, dependencies } of modules) {
    for (const { resolved } of dependencies) {
      const [from, to] = [roomOf(source), roomOf(resolved)];
      if (from && to && from !== to) graph.set(from, (graph.get(from) ?? new Set()).add(to));
    }
  }
  return graph;
}

/** The arrows of the Mermaid diagram with the line `%% rooms`: `client["libs/conferencing-client"] --> a & b`. */
export function roomsDrawnIn(page: string): RoomGraph {
  const picture = page.split('```').find((block) => block.includes('%% rooms')) ?? '';
  const names = new Map([...picture.matchAll(/(\w+)\["([^"]+)"\]/g)].map(([, id = '', name = '']) => [id, name]));
  const arrows = picture.replaceAll(/\["[^"]+"\]/g, '').matchAll(/^ *(\w+) --> ([\w &]+)$/gm);
  return new Map(
    [...arrows].map(([, from = '', to = '']) => [
      names.get(from) ?? from,
      new Set(to.split('&').map((id) => names.get(id.trim()) ?? id.trim())),
    ]),
  );
}

export function reaches(graph: RoomGraph, from: string, to: string, seen = new Set<string>()): boolean {
  return [...(graph.get(from) ?? [])].some(
    (next) => next === to || (!seen.has(next) && reaches(graph, next, to, seen.add(next))),
  );
}

export const edgesOf = (graph: RoomGraph) =>
  [...graph].flatMap(([from, tos]) => [...tos].map((to) => [from, to] as const));
