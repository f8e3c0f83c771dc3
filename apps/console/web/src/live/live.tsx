import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { LiveChange, PageMeta, Pair } from '../api/types.js';
import { session } from '../session/session.js';
import { sessionRenewed } from '../session/session-api.js';
import { newestByPair, pairsAfter } from './apply-changes.js';
import { busy } from './busy.js';
import { LiveFeed, type LiveStatus } from './live-feed.js';
import { recentChanges } from './recent-changes.js';
import { readSse } from './sse-connection.js';

const GATHER_MS = 80;
const REREAD_MS = 400;

/** What a change may make old, besides the pairs themselves, which are changed in place. */
const FOLLOWING = ['summary', 'changes', 'explanation', 'history', 'hosts', 'host', 'impact'];
/** Lists whose rows may appear, leave or move: they wait while the user is busy. */
const MOVING = ['pairs', 'attention'];

function reread(client: QueryClient): void {
  for (const name of FOLLOWING) void client.invalidateQueries({ queryKey: [name] });
  for (const name of MOVING) busy.whenFree(name, () => void client.invalidateQueries({ queryKey: [name] }));
}

function feedInto(client: QueryClient): LiveFeed {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new LiveFeed({
    read: (...call) => readSse(session.csrfToken, ...call),
    url: '/api/stream',
    renewed: sessionRenewed,
    wait: waitOrOnline,
    soon: (flush) => setTimeout(flush, GATHER_MS),
    gap: () => reread(client),
    changes: (changes: readonly LiveChange[]) => {
      const newest = newestByPair(changes);
      client.setQueriesData<{ data: Pair[]; meta: PageMeta }>({ queryKey: ['pairs'] }, (page) => {
        const data = page && pairsAfter(page.data, newest);
        return page && data !== page.data ? { ...page, data: data ?? [] } : page;
      });
      recentChanges.add(changes);
      timer ??= setTimeout(() => {
        timer = undefined;
        reread(client);
      }, REREAD_MS);
    },
  });
}

/** A browser that is online again doesn't wait any longer. */
function waitOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      window.removeEventListener('online', done);
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
  });
}

const LiveContext = createContext<LiveFeed | null>(null);

export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [feed, setFeed] = useState<LiveFeed | null>(null);
  useEffect(() => {
    const started = feedInto(client);
    setFeed(started);
    void started.run();
    return () => started.stop();
  }, [client]);
  return <LiveContext value={feed}>{children}</LiveContext>;
}

const nothing = () => () => undefined;

export function useLiveStatus(): LiveStatus {
  const feed = useContext(LiveContext);
  return useSyncExternalStore(feed?.subscribe ?? nothing, feed?.current ?? (() => 'connecting' as const));
}

/** The change of the pair that came in just now, if there was one. */
export function useRecentChange(key: string): LiveChange | undefined {
  return useSyncExternalStore(recentChanges.subscribe, () => recentChanges.of(key));
}

export function useLatestChanges(): readonly LiveChange[] {
  return useSyncExternalStore(recentChanges.subscribe, recentChanges.latest);
}
