import type { SyncDirectoryHandler } from '../../application/sync-directory/sync-directory.handler.js';
import type { ConferencingSettings } from '../../conferencing.config.js';
import type { ConnectedAccounts, ConnectionRef } from '../../domain/connected-accounts.port.js';
import { PeriodicSync } from './periodic-sync.js';

function regularSyncs(
  connections: Pick<ConnectedAccounts, 'takeDueForSync'>,
  directory: Pick<SyncDirectoryHandler, 'execute'>,
): PeriodicSync {
  const settings = { DIRECTORY_SYNC_INTERVAL_SECONDS: 900 } as ConferencingSettings;
  return new PeriodicSync(connections as ConnectedAccounts, directory as SyncDirectoryHandler, settings);
}

describe('regular syncs', () => {
  it('go on to the next due connections as soon as there is room, and stop on shutdown', async () => {
    const due: ConnectionRef[] = Array.from({ length: 11 }, (_, index) => ({ accountId: 'acct', id: `cact_${index}` }));
    const synced: string[] = [];
    let running = 0;
    let most = 0;
    let allSynced = () => {};
    const done = new Promise<void>((resolve) => (allSynced = resolve));
    const connections = { takeDueForSync: async (_: number, limit: number) => due.splice(0, limit) };
    const directory = {
      async execute({ connectedAccountId }: { connectedAccountId: string }): Promise<void> {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        synced.push(connectedAccountId);
        if (synced.length === 11) allSynced();
      },
    };
    const periodic = regularSyncs(connections, directory);
    periodic.look();
    await done;
    expect(most).toBe(4);
    await periodic.onModuleDestroy();
    due.push({ accountId: 'acct', id: 'late' });
    periodic.look();
    await periodic.onModuleDestroy();
    expect(synced).not.toContain('late');
  });

  it('do not delay a shutdown when the directory is slow', async () => {
    const connections = { takeDueForSync: async () => [{ accountId: 'acct', id: 'cact_slow' }] };
    const directory = { execute: () => new Promise<void>(() => undefined) };
    const periodic = regularSyncs(connections, directory);
    jest.useFakeTimers();
    try {
      periodic.look();
      const left = periodic.onModuleDestroy();
      await jest.advanceTimersByTimeAsync(5_000);
      await left;
    } finally {
      jest.useRealTimers();
    }
  });
});
