import { Module } from '@nestjs/common';
import { ConnectZoomHandler } from '../../../application/connect-zoom/connect-zoom.handler.js';
import { SaveZoomConnectionHandler } from '../../../application/connect-zoom/save-zoom-connection.handler.js';
import { DisconnectAccountHandler } from '../../../application/disconnect-account/disconnect-account.handler.js';
import { MapUserHandler } from '../../../application/map-user/map-user.handler.js';
import { MapUsersHandler } from '../../../application/map-users/map-users.handler.js';
import { RenameConnectionHandler } from '../../../application/rename-connection/rename-connection.handler.js';
import { ListDirectoryHandler } from '../../../application/sync-directory/list-directory.handler.js';
import { RunSyncHandler } from '../../../application/sync-directory/run-sync.handler.js';
import { SyncDirectoryHandler } from '../../../application/sync-directory/sync-directory.handler.js';
import { ConnectedAccounts } from '../../../domain/connected-accounts.port.js';
import { DirectoryListing, ExternalUsers } from '../../../domain/external-users.port.js';
import { SyncTurns } from '../../../domain/sync-turns.port.js';
import { UserMappings } from '../../../domain/user-mappings.port.js';
import { PgConnectedAccounts } from '../../../persistence/directory/connected-accounts.repository.js';
import { PgDirectoryListing } from '../../../persistence/directory/directory-listing.repository.js';
import { PgExternalUsers } from '../../../persistence/directory/external-users.repository.js';
import { PgSyncTurns } from '../../../persistence/directory/sync-turns.repository.js';
import { PgUserMappings } from '../../../persistence/directory/user-mappings.repository.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { ConnectAccountController } from './connect-account.controller.js';
import { ConnectedAccountsController } from './connected-accounts.controller.js';
import { ExternalUsersController } from './external-users.controller.js';
import { MapUsersController } from './map-users.controller.js';
import { UserMappingsController } from './user-mappings.controller.js';

/**
 * Connected accounts, their users and mappings over REST. Needs `ExternalDirectory`, `CredentialStore`, `UnitOfWork` and
 * `PairFanOut` from global modules.
 */
@Module({
  imports: [CatalogModule],
  controllers: [
    ConnectAccountController,
    ConnectedAccountsController,
    ExternalUsersController,
    UserMappingsController,
    MapUsersController,
  ],
  providers: [
    ConnectZoomHandler,
    SaveZoomConnectionHandler,
    RenameConnectionHandler,
    DisconnectAccountHandler,
    MapUserHandler,
    MapUsersHandler,
    ListDirectoryHandler,
    RunSyncHandler,
    SyncDirectoryHandler,
    { provide: ConnectedAccounts, useClass: PgConnectedAccounts },
    { provide: DirectoryListing, useClass: PgDirectoryListing },
    { provide: ExternalUsers, useClass: PgExternalUsers },
    { provide: SyncTurns, useClass: PgSyncTurns },
    { provide: UserMappings, useClass: PgUserMappings },
  ],
  exports: [SyncDirectoryHandler, SaveZoomConnectionHandler, ConnectedAccounts, ExternalUsers, UserMappings],
})
export class ConnectedAccountsModule {}
