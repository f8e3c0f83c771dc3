import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule, Type } from '@nestjs/common';
import { createLogger, NestLogger } from '@conferencing/observability';
import type { FastifyInstance } from 'fastify';
import type { DestinationStream } from 'pino';
import { Registry } from 'prom-client';
import { useBodyBudget } from './body/body-budget.js';
import { useStrictJsonBodies } from './body/json-body-parser.js';
import { Authentication } from './auth/authentication.js';
import { type ApiDescription, completeDocument, generateDocument, serveDocs } from './docs/api-docs.js';
import { ErrorFilter } from './errors/error-filter.js';
import { useAuthentication, useStrictQueries } from './operations/operation-hooks.js';
import { Operations } from './operations/operations.js';
import { useAccessLog, useRequestContext } from './request-hooks.js';
import { answerOddRequests, MAX_BODIES_BYTES, MAX_CONNECTIONS, serverOptions } from './server-options.js';

export interface HttpAppOptions {
  /** Name of the process in logs. */
  service: string;
  /** pino's level name. */
  logLevel: string;
  /** What `/docs` and `/docs-json` say about the API as a whole. */
  api: ApiDescription;
  /** The addresses that must be documented; all by default. Others check the access themselves. */
  isDocumented?: (url: string) => boolean;
  /** Where log lines go; the default is standard output. */
  logDestination?: DestinationStream;
}

/**
 * A Nest application on Fastify with the common behaviour of every HTTP process: limits, error shape, request ids,
 * security headers, metrics, health and docs. Its root module imports `HttpEdgeModule`, or `OperationsModule` if it has
 * its own `/`. It does not listen yet.
 */
export async function createHttpApp(
  root: Type | DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const logger = createLogger({ service: options.service, level: options.logLevel }, options.logDestination);
  const adapter = new FastifyAdapter({ ...serverOptions, skipMiddie: true });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  fastify.decorateRequest('caller', null);
  answerOddRequests(fastify.server);
  fastify.server.maxConnections = MAX_CONNECTIONS;
  useRequestContext(fastify);
  useStrictJsonBodies(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
    return503OnClosing: false,
    routeConflictPolicy: { duplicate: 'error' },
  });
  useAccessLog(fastify, app.get(Registry), logger);
  app.useGlobalFilters(new ErrorFilter());
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  const document = generateDocument(app, options.api);
  const operations = new Operations(document);
  operations.requireDocumented(fastify, options.isDocumented);
  if (operations.haveCallers) useAuthentication(fastify, operations, app.get(Authentication, { strict: false }));
  useBodyBudget(fastify, app.get(Registry), MAX_BODIES_BYTES);
  useStrictQueries(fastify, operations);
  serveDocs(app, completeDocument(document, options.api.accounts));
  return app;
}
