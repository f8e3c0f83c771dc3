import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Access, ACCESS_EXTENSION } from '../auth/access.js';

/** What the edge has to know about an endpoint before its handler runs. */
export interface Operation {
  access: Access;
  /** Its handler validates a body, and so reports the faults in {@link WithQueryFaults}. */
  takesBody: boolean;
  /** Its handler validates query parameters. */
  takesQuery: boolean;
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

/** Pages for people and documents for programs, which belong to the documentation and are public. */
const DOCUMENTATION = /^\/docs(?:[-/]|$)/;

/**
 * Every endpoint by method and path, from the generated document: what is documented is enforced, and an endpoint
 * without documentation is not served.
 */
export class Operations {
  private readonly byRoute = new Map<string, Operation>();

  /**
   * @param document as generated, before the access marks are removed
   */
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

  /** Whether any endpoint requires a token. */
  get haveCallers(): boolean {
    return [...this.byRoute.values()].some(({ access }) => access !== 'public');
  }

  /** Undefined for an unknown address, or documentation. */
  of({ method, routeOptions }: FastifyRequest): Operation | undefined {
    return this.byRoute.get(`${method} ${routeOptions.url}`);
  }

  /** Fails the start if a route has no documentation, because its access would be unknown. */
  requireDocumented(fastify: FastifyInstance, isDocumented: (url: string) => boolean = () => true): void {
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) {
        if (this.byRoute.has(`${one} ${url}`) || DOCUMENTATION.test(url) || !isDocumented(url)) continue;
        throw new Error(`${one} ${url} is not in the OpenAPI document: document it, so that its access is known`);
      }
    });
  }
}
