import { randomBytes } from 'node:crypto';
import { Database, openPool } from '@conferencing/database';
import { newId, SystemClock } from '@conferencing/kernel';
import { OutboxSignal } from '@conferencing/outbox';
import { eventually } from '@conferencing/testing';
import { ApplyCatalogChangesHandler } from './application/apply-catalog-changes/apply-catalog-changes.handler.js';
import { ApplyDirectoryChangeHandler } from './application/apply-directory-change/apply-directory-change.handler.js';
import { AssignHostHandler } from './application/assign-host/assign-host.handler.js';
import { AssignHostsOfServiceHandler } from './application/assign-hosts-of-service/assign-hosts-of-service.handler.js';
import { AssignProviderHandler } from './application/assign-provider/assign-provider.handler.js';
import { ClearHostHandler } from './application/clear-host/clear-host.handler.js';
import { ConnectZoomHandler } from './application/connect-zoom/connect-zoom.handler.js';
import { SaveZoomConnectionHandler } from './application/connect-zoom/save-zoom-connection.handler.js';
import { DisconnectAccountHandler } from './application/disconnect-account/disconnect-account.handler.js';
import { HandOverHandler } from './application/hand-over/hand-over.handler.js';
import { MapUserHandler } from './application/map-user/map-user.handler.js';
import { MapUsersHandler } from './application/map-users/map-users.handler.js';
import { PutProviderHandler } from './application/put-provider/put-provider.handler.js';
import { PutServiceHandler } from './application/put-service/put-service.handler.js';
import { RenameConnectionHandler } from './application/rename-connection/rename-connection.handler.js';
import { ListDirectoryHandler } from './application/sync-directory/list-directory.handler.js';
import { RunSyncHandler } from './application/sync-directory/run-sync.handler.js';
import { SyncDirectoryHandler } from './application/sync-directory/sync-directory.handler.js';
import { UndoBatchHandler } from './application/undo-batch/undo-batch.handler.js';
import { UnassignProviderHandler } from './application/unassign-provider/unassign-provider.handler.js';
import { InMemoryDirectory } from './directory/in-memory-directory.fixture.js';
import type { ExternalDirectory } from './domain/external-directory.port.js';
import { PgCatalogReader } from './persistence/catalog/catalog-reader.repository.js';
import { PgCatalog } from './persistence/catalog/catalog.repository.js';
import { CredentialSealer } from './persistence/credentials/credential-sealer.js';
import { PgCredentialStore } from './persistence/credentials/credential-store.repository.js';
import { PgConnectedAccounts } from './persistence/directory/connected-accounts.repository.js';
import { PgDirectoryListing } from './persistence/directory/directory-listing.repository.js';
import { PgExternalUsers } from './persistence/directory/external-users.repository.js';
import { PgSyncTurns } from './persistence/directory/sync-turns.repository.js';
import { PgWebhookUsers } from './persistence/directory/webhook-users.repository.js';
import { PgUserMappings } from './persistence/directory/user-mappings.repository.js';
import { conferencingDatabase } from './persistence/conferencing-database.fixture.js';
import { PgAssignments } from './persistence/pairs/assignments.repository.js';
import { PgPairBatches } from './persistence/pairs/pair-batches.repository.js';
import { PgPairFanOut } from './persistence/pairs/pair-fan-out.repository.js';
import { PgUnitOfWork } from './persistence/pairs/pg-unit-of-work.js';

const clock = new SystemClock();
const sealer = new CredentialSealer([{ kid: 'test', key: randomBytes(32) }]);

/** All use cases over one pool, like one process of the app. */
export function makeProcess(url: string, directory: ExternalDirectory) {
  const pool = openPool({ url, size: 8, applicationName: 'conferencing test' }, () => undefined);
  const database = new Database(pool);
  const signal = new OutboxSignal(() => Promise.resolve());
  const unitOfWork = new PgUnitOfWork(database, signal);
  const pairs = new PgPairFanOut();
  const assignments = new PgAssignments(database, signal);
  const batches = new PgPairBatches(database);
  const catalog = new PgCatalog();
  const reader = new PgCatalogReader(database);
  const changes = new ApplyCatalogChangesHandler(catalog, pairs);
  const connections = new PgConnectedAccounts(database);
  const users = new PgExternalUsers(database);
  const mappings = new PgUserMappings(database);
  const listing = new PgDirectoryListing(database);
  const turns = new PgSyncTurns(database);
  const credentials = new PgCredentialStore(database, sealer, clock);
  const runSync = new RunSyncHandler(
    turns,
    new ListDirectoryHandler(turns, directory, listing),
    listing,
    connections,
    mappings,
    pairs,
    unitOfWork,
    clock,
  );
  const sync = new SyncDirectoryHandler(turns, runSync);
  const webhookUsers = new PgWebhookUsers();
  const saveZoom = new SaveZoomConnectionHandler(connections, credentials, directory, pairs, unitOfWork, clock);
  return {
    pool,
    database,
    unitOfWork,
    pairs,
    assignments,
    reader,
    changes,
    catalog,
    connections,
    users,
    mappings,
    turns,
    credentials,
    sync,
    saveZoom,
    applyChange: new ApplyDirectoryChangeHandler(connections, webhookUsers, mappings, pairs, unitOfWork, clock),
    connectZoom: new ConnectZoomHandler(directory, saveZoom),
    renameConnection: new RenameConnectionHandler(connections, pairs, unitOfWork, clock),
    disconnectAccount: new DisconnectAccountHandler(
      connections,
      directory,
      pairs,
      batches,
      mappings,
      unitOfWork,
      clock,
    ),
    mapUser: new MapUserHandler(connections, reader, users, mappings, sync, clock),
    mapUsers: new MapUsersHandler(connections, mappings, sync, unitOfWork, clock),
    putService: new PutServiceHandler(unitOfWork, changes, catalog, reader, clock),
    putProvider: new PutProviderHandler(unitOfWork, changes, catalog, reader, clock),
    assignProvider: new AssignProviderHandler(unitOfWork, changes, catalog, reader, clock),
    unassignProvider: new UnassignProviderHandler(unitOfWork, changes, catalog, reader, clock),
    assignHost: new AssignHostHandler(assignments, sync, clock),
    clearHost: new ClearHostHandler(assignments, clock),
    handOver: new HandOverHandler(assignments, users, batches, sync, unitOfWork, clock),
    undoBatch: new UndoBatchHandler(batches, unitOfWork, clock),
    assignHostsOfService: new AssignHostsOfServiceHandler(assignments, batches, unitOfWork, clock),
  };
}

export type Process = ReturnType<typeof makeProcess>;

export const provenance = { actor: 'platform', traceparent: null };

/** A database of its own with one account, and a process that works on it with an in-memory directory. */
export async function makeConferencing() {
  const { url, drop } = await conferencingDatabase();
  const directory = new InMemoryDirectory();
  const process = makeProcess(url, directory);
  const processes = [process];
  return {
    url,
    directory,
    ...process,
    accountId: await addAccount(process),
    /** Another process on the same database and directory. */
    anotherProcess(): Process {
      const another = makeProcess(url, directory);
      processes.push(another);
      return another;
    },
    async close() {
      await Promise.all(processes.map(({ pool }) => pool.end()));
      await drop();
    },
  };
}

export type Conferencing = Awaited<ReturnType<typeof makeConferencing>>;

/** A time after everything before the call and before everything after it: webhooks are ordered by milliseconds. */
export async function timeBetween(): Promise<Date> {
  const between = Date.now() + 1;
  await eventually(() => Date.now() > between);
  return new Date(between);
}

export async function addAccount({ database }: Pick<Process, 'database'>): Promise<string> {
  const id = newId('account');
  await database.execute('INSERT INTO accounts (id, name, created_at) VALUES ($1, $2, now())', [id, 'Clinic']);
  return id;
}

/** Connects the directory's Zoom account and returns the connection's id. */
export async function connect({ connectZoom }: Process, accountId: string): Promise<string> {
  const credentials = {
    type: 'server_to_server',
    accountId: 'Zoom-Account',
    clientId: 'c',
    clientSecret: 's',
  } as const;
  const { connection } = await connectZoom.execute({
    accountId,
    scope: 'account',
    userId: null,
    credentials,
    provenance,
  });
  return connection.id;
}

/** A pair of the catalog: a new service, and a new provider with this email. */
export async function addPair(process: Process, accountId: string, email: string | null = null) {
  const pair = { accountId, serviceId: newId('service'), providerId: newId('provider') };
  const nobody = { firstName: null, lastName: null, timeZone: null };
  await process.putService.execute({ ...pair, name: 'Talk', provenance });
  const attributes = { displayName: 'Dr. Smith', email, ...nobody };
  await process.putProvider.execute({ ...pair, attributes, active: true, provenance });
  await process.assignProvider.execute(pair, provenance);
  return pair;
}

/** The outbox rows of a pair, in order: each event's change, reason and host state, and tombstones. */
export async function eventsOf(
  { database }: Pick<Process, 'database'>,
  pair: { serviceId: string; providerId: string },
) {
  const rows = await database.query<{ event: string }>(
    `SELECT CASE WHEN payload IS NULL THEN 'tombstone ' || version
              ELSE concat_ws(' ', payload::json ->> 'version', payload::json ->> 'change',
                coalesce(payload::json ->> 'reason', '-'), payload::json ->> 'host_state') END AS event
     FROM outbox WHERE aggregateid = $1 ORDER BY seq`,
    [`${pair.serviceId}/${pair.providerId}`],
  );
  return rows.map(({ event }) => event);
}
