import { Module } from '@nestjs/common';
import { ApplyCatalogChangesHandler } from '../../../application/apply-catalog-changes/apply-catalog-changes.handler.js';
import { AssignProviderHandler } from '../../../application/assign-provider/assign-provider.handler.js';
import { PutProviderHandler } from '../../../application/put-provider/put-provider.handler.js';
import { PutServiceHandler } from '../../../application/put-service/put-service.handler.js';
import { UnassignProviderHandler } from '../../../application/unassign-provider/unassign-provider.handler.js';
import { Catalog, CatalogReader } from '../../../domain/catalog.port.js';
import { PgCatalogReader } from '../../../persistence/catalog/catalog-reader.repository.js';
import { PgCatalog } from '../../../persistence/catalog/catalog.repository.js';
import { ProvidersController } from './providers.controller.js';
import { ServiceProvidersController } from './service-providers.controller.js';
import { ServicesController } from './services.controller.js';

/** Services, providers and pairs over REST. Needs `UnitOfWork` and `PairFanOut` from a global module. */
@Module({
  controllers: [ServicesController, ProvidersController, ServiceProvidersController],
  providers: [
    ApplyCatalogChangesHandler,
    PutServiceHandler,
    PutProviderHandler,
    AssignProviderHandler,
    UnassignProviderHandler,
    { provide: Catalog, useClass: PgCatalog },
    { provide: CatalogReader, useClass: PgCatalogReader },
  ],
  exports: [ApplyCatalogChangesHandler, Catalog, CatalogReader],
})
export class CatalogModule {}
