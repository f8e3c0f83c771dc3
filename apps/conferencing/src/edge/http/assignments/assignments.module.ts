import { Module } from '@nestjs/common';
import { AssignHostHandler } from '../../../application/assign-host/assign-host.handler.js';
import { AssignHostsOfServiceHandler } from '../../../application/assign-hosts-of-service/assign-hosts-of-service.handler.js';
import { ClearHostHandler } from '../../../application/clear-host/clear-host.handler.js';
import { ExplainHostHandler } from '../../../application/explain-host/explain-host.handler.js';
import { ListHostsHandler } from '../../../application/list-hosts/list-hosts.handler.js';
import { ShowHostHandler } from '../../../application/show-host/show-host.handler.js';
import { ConnectedAccountsModule } from '../connected-accounts/connected-accounts.module.js';
import { AssignHostController } from './assign-host.controller.js';
import { AssignHostsOfServiceController } from './assign-hosts-of-service.controller.js';
import { ClearHostController } from './clear-host.controller.js';
import { ExplainHostController } from './explain-host.controller.js';
import { ListHostsController } from './list-hosts.controller.js';
import { ShowHostController } from './show-host.controller.js';

/** Assignments over REST. Needs `Assignments` and `UnitOfWork` from a global module. */
@Module({
  imports: [ConnectedAccountsModule],
  controllers: [
    AssignHostController,
    ShowHostController,
    ClearHostController,
    ExplainHostController,
    AssignHostsOfServiceController,
    ListHostsController,
  ],
  providers: [
    AssignHostHandler,
    ShowHostHandler,
    ClearHostHandler,
    ExplainHostHandler,
    AssignHostsOfServiceHandler,
    ListHostsHandler,
  ],
})
export class AssignmentsModule {}
