import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { z, ZodError } from 'zod';
import type { NewStatus, Orders } from './orders.js';

interface Answer {
  status: number;
  body: unknown;
}

const NewOrder = z.strictObject({ customer: z.string().min(1).max(100), cents: z.int().min(1).max(1e9) });
const ACTIONS: Record<string, NewStatus> = { pay: 'paid', cancel: 'cancelled' };

/** `POST /orders`, `POST /orders/:id/pay|cancel`, `DELETE /orders/:id`, `GET /customers/:name`. */
export function httpServer(orders: Orders, spentBy: (customer: string) => Promise<object>): Server {
  return createServer((request, response) => {
    answer(request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      // An address that can't be decoded is the caller's fault.
      (error) => response.writeHead(error instanceof URIError ? 400 : 500).end(),
    );
  });

  async function answer(request: IncomingMessage): Promise<Answer> {
    const [, collection, id, action] = (request.url ?? '').split('/').map(decodeURIComponent);
    const route = [request.method, collection, id && ':id', action].filter(Boolean).join(' ');
    if (route === 'POST orders') return place(await text(request));
    if (route === 'GET customers :id') return { status: 200, body: await spentBy(id!) };
    const status = route === 'DELETE orders :id' ? 'deleted' : ACTIONS[action ?? ''];
    if (collection !== 'orders' || !id || !status) return { status: 404, body: { error: 'No such address.' } };
    const changed = await orders.change(id, status);
    return changed
      ? { status: 200, body: changed }
      : { status: 409, body: { error: `There is no order ${id} that can be ${status}.` } };
  }

  async function place(body: string): Promise<Answer> {
    try {
      const { customer, cents } = NewOrder.parse(JSON.parse(body));
      return { status: 201, body: await orders.place(customer, cents) };
    } catch (error) {
      if (error instanceof SyntaxError) return { status: 400, body: { error: 'The body must be JSON.' } };
      if (error instanceof ZodError) return { status: 422, body: { error: z.prettifyError(error) } };
      throw error;
    }
  }
}
