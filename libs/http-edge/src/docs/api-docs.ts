import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { completeDocument } from './complete-document.js';

export interface ApiDescription {
  title: string;
  description: string;
  version: string;
  /** Whether callers may name an account with the platform token. */
  accounts: boolean;
}

export { completeDocument };

/** The document from the decorators; {@link completeDocument} adds what holds for every endpoint. */
export function generateDocument(app: INestApplication, api: ApiDescription): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle(api.title)
    .setDescription(api.description)
    .setVersion(api.version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An account token, a JWT or the platform token.' })
    .addSecurityRequirements('bearer')
    .build();
  return SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
}

export function describeApi(app: INestApplication, api: ApiDescription): OpenAPIObject {
  return completeDocument(generateDocument(app, api), api.accounts);
}

/** `/docs` for people, who can try calls with a token; `/docs-json` for programs. */
export function serveDocs(app: INestApplication, document: OpenAPIObject): void {
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
    customSiteTitle: document.info.title,
    swaggerOptions: { displayRequestDuration: true },
  });
}
