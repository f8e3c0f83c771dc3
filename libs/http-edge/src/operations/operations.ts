import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Access, ACCESS_EXTENSION } from '../auth/access.js';

/** What the edge has to know of an endpoint before its handler runs. */
export interface Operation {
  access: Access;
  /** Its handler judges a body, and so refuses what {@link WithQueryFaults} carries. */
  takesBody: boolean;
  /** Its handler judges query parameters. */
  takesQuery: boolean;
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

/** Pages for people and documents for programs, which come with the documentation and are open to everybody. */
const DOCUMENTATION = /^\/docs(?:[-/]|$)/;

/**
 * Every endpoint by method and path, read from the generated document: what is documented is what is enforced, and an
 * endpoint that is not documented is not served.
 */
export class Operations {
  private readonly byRoute = new Map<string, Operation>();

  /** @param document as generated, before the access of its endpoints is removed from it */
  constructor(document: OpenAPIObject) {
    for (const [path, item] of Object.entries(document.paths)) {
      const url = path.replace(/\{(\w+)\}/g, ':$1');
      for (const method of METHODS) {
        const described = item[method];
        if (described === undefined) continue;
        const parameters = described.parameters ?? [];
        const operation = {
          access: (described as { [ACCESS_EXTENSION]?: Access })[ACCESS_EXTENSION] ?? 'account',
          takesBody: described.requestBody !== undefined,
          takesQuery: parameters.some((one) => 'in' in one && one.in === 'query'),
        };
        this.byRoute.set(`${method.toUpperCase()} ${url}`, operation);
        if (method === 'get') this.byRoute.set(`HEAD ${url}`, operation);
      }
    }
  }

  /** Whether any endpoint asks who is calling. */
  get haveCallers(): boolean {
    return [...this.byRoute.values()].some(({ access }) => access !== 'public');
  }

  /** Undefined where nothing is served, or documentation. */
  of({ method, routeOptions }: FastifyRequest): Operation | undefined {
    return this.byRoute.get(`${method} ${routeOptions.url}`);
  }

  /** Fails the start when a route is registered that is not documented: nobody would know who may call it. */
  requireDocumented(fastify: FastifyInstance, isDocumented: (url: string) => boolean = () => true): void {
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) {
        if (this.byRoute.has(`${one} ${url}`) || DOCUMENTATION.test(url) || !isDocumented(url)) continue;
        throw new Error(`${one} ${url} is not in the OpenAPI document: document it, so that its access is known`);
      }
    });
  }
}
