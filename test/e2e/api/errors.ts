import type { Tenant } from './tenant.js';
import type { World } from './world.js';

export function errors(world: World): void {
  describe('errors and lists', () => {
    let tenant: Tenant;

    beforeAll(async () => {
      tenant = await world.tenant();
    });

    it('have one shape and name all of the wrong fields at once', async () => {
      const id = 'prov_aaaaaaaaaaaa';
      const body = { display_name: 5, email: 'nobody', active: 'yes', colour: 'red' };
      const answer = await tenant.api.put(`/v1/providers/${id}`, body);
      expect(answer.status).toBe(422);
      expect(answer.pointers.toSorted()).toEqual(['/active', '/colour', '/display_name', '/email']);
      for (const error of answer.body.errors) {
        expect(error).toEqual({
          status: '422',
          code: 'invalid',
          detail: expect.stringMatching(/^.+\.$/s),
          source: { pointer: expect.any(String) },
        });
      }
    });

    it.each([
      ['malformed JSON', '{"name":', 400, 'malformed_request'],
      ['a NUL character', JSON.stringify({ name: 'a\0b' }), undefined, undefined],
      ['a body over 1 MiB', JSON.stringify({ name: 'x'.repeat(2 * 1024 * 1024) }), 413, 'payload_too_large'],
      ['an array', '[]', 422, 'invalid'],
      ['null', 'null', 422, 'invalid'],
    ])('refuse %s', async (_, text, status, code) => {
      const answer = await tenant.api.put('/v1/services/srv_aaaaaaaaaaaa', text);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      if (status !== undefined) expect([answer.status, answer.codes]).toEqual([status, [code]]);
    });

    it.each(['text/plain', 'application/json; charset=utf-16'])('refuse %s', async (type) => {
      const headers = { 'content-type': type };
      const answer = await tenant.api.put('/v1/services/srv_aaaaaaaaaaaa', '{"name":"x"}', headers);
      expect([answer.status, answer.codes]).toEqual([415, ['unsupported_media_type']]);
    });

    it('have a request id, the caller’s own if it is valid', async () => {
      const path = '/v1/services/srv_bbbbbbbbbbbb';
      const echoed = await tenant.api.get(path, { 'x-request-id': 'req-42.a' });
      expect([echoed.status, echoed.headers.get('x-request-id')]).toEqual([404, 'req-42.a']);
      const made = await tenant.api.get(path, { 'x-request-id': 'x'.repeat(500) });
      expect(made.headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/);
      for (const where of ['/v1/services', '/v1/nowhere', '/health/live', '/docs-json']) {
        expect([where, (await tenant.api.get(where)).headers.get('x-request-id')]).toEqual([where, expect.any(String)]);
      }
    });

    it('answer an unknown address in the same shape', async () => {
      const answer = await tenant.api.get('/v1/nowhere');
      expect([answer.status, answer.codes]).toEqual([404, ['not_found']]);
    });

    it('page through a list in a stable order', async () => {
      const names = ['c', 'a', 'b', 'e', 'd'];
      const ids = await Promise.all(names.map((name) => tenant.service(name)));
      const all = await tenant.api.get('/v1/services');
      expect(all.body.meta).toEqual({ current_page: 1, page_size: 50, total_count: 5, total_pages: 1 });
      expect(all.data.map(({ id }: { id: string }) => id).toSorted()).toEqual(ids.toSorted());
      const pages = await Promise.all([1, 2, 3].map((page) => tenant.api.get(`/v1/services?page=${page}&page_size=2`)));
      expect(pages.flatMap(({ data }) => data)).toEqual(all.data);
      expect(pages[2]?.body.meta).toEqual({ current_page: 3, page_size: 2, total_count: 5, total_pages: 3 });
      const beyond = await tenant.api.get('/v1/services?page=9&page_size=2');
      expect([beyond.status, beyond.data]).toEqual([200, []]);
    });

    it.each(['page=0', 'page=-1', 'page=x', 'page_size=0', 'page_size=201', 'page_size=1.5'])(
      'refuse ?%s',
      async (query) => {
        const answer = await tenant.api.get(`/v1/services?${query}`);
        expect([answer.status, answer.codes]).toEqual([422, ['invalid']]);
      },
    );

    it('refuse a query parameter that the operation does not have, and name those that it has', async () => {
      const answer = await tenant.api.get('/v1/services?trace=1');
      expect([answer.status, answer.codes]).toEqual([422, ['invalid']]);
      for (const known of ['search', 'page', 'page_size']) expect(answer.body.errors[0].detail).toContain(known);
    });

    it('have a schema for each JSON answer', async () => {
      type Described = Record<string, { responses: Record<string, { content?: Record<string, { schema?: object }> }> }>;
      const { paths } = (await world.anonymous.get('/docs-json')).body as { paths: Record<string, Described> };
      const bare = Object.entries(paths).flatMap(([path, item]) =>
        Object.entries(item).flatMap(([method, { responses }]) =>
          Object.entries(responses)
            .filter(([status, { content }]) => {
              const json = content?.['application/json'];
              return json === undefined ? status >= '400' && content === undefined : json.schema === undefined;
            })
            .map(([status]) => `${method} ${path} ${status}`),
        ),
      );
      expect(bare).toEqual([]);
    });

    it('describe themselves', async () => {
      expect((await world.anonymous.get('/docs-json')).body.openapi).toMatch(/^3\./);
      expect((await world.anonymous.get('/docs')).status).toBeLessThan(400);
      expect((await world.anonymous.get('/asyncapi.json')).body.asyncapi).toMatch(/^3\./);
      const schema = await world.anonymous.get('/schemas/conferencing.updated.v1.json');
      expect([schema.status, schema.body.title]).toEqual([200, 'ConferencingUpdatedV1']);
      expect((await world.anonymous.get('/schemas/catalog.updated.v1.json')).body.oneOf).toHaveLength(6);
      expect((await world.anonymous.get('/metrics')).text).toContain('# TYPE');
      expect((await world.anonymous.get('/health/live')).status).toBe(200);
      expect((await world.anonymous.get('/health/ready')).status).toBe(200);
    });
  });
}
