import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authentication } from '../auth/authentication.js';
import type { WithCaller } from '../auth/principal.js';
import { refuseParameters, WithQuery } from '../body/query-faults.js';
import type { Operations } from './operations.js';

/** Callers are authenticated by the headers of their request, before its body is read. */
export function useAuthentication(fastify: FastifyInstance, operations: Operations, callers: Authentication): void {
  fastify.addHook('onRequest', async (request) => {
    const access = operations.of(request)?.access ?? 'public';
    if (access !== 'public') await callers.authenticate(request as WithCaller, access);
  });
}

/** Unknown query parameters are refused; operations that declare parameters validate them themselves. */
export function useStrictQueries(fastify: FastifyInstance, operations: Operations): void {
  fastify.addHook('preHandler', (request, _, done) => {
    try {
      judgeQuery(request, operations);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

function judgeQuery(request: FastifyRequest, operations: Operations): void {
  const query = request.query as object;
  if (Object.keys(query).length === 0) return;
  const operation = operations.of(request);
  if (operation === undefined || operation.takesQuery) return;
  if (operation.takesBody) request.body = new WithQuery(request.body, query);
  else refuseParameters(query);
}
