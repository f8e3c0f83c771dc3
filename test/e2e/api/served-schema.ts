import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { SCHEMAS } from '@conferencing/contracts';
import { Ajv } from 'ajv';
import type { UpdatedRecords } from './updated-records.js';
import type { World } from './world.js';

/** Where other teams reach the API: another host name and a path before ours. */
export class Gateway {
  private readonly server = createServer((request, response) => {
    void fetch(`${this.target()}${request.url?.replace(/^\/hosting/, '')}`).then(async (answer) =>
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
        .end(await answer.text()),
    );
  });

  constructor(private readonly target: () => string) {}

  /** @returns its base URL */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hosting/`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** For a system that runs with `SCHEMA_BASE_URL`. */
export function servedSchema(world: World, records: UpdatedRecords, baseUrl: () => string): void {
  it('lead from each event to the schema of its value', async () => {
    const tenant = await world.tenant();
    const { id, users } = await tenant.connected([{ id: 'zoom-a', email: 'a@example.com' }]);
    const pair = await tenant.assigned(id, users['a@example.com'].id);
    const [record] = await records.upTo(pair.key, 1);
    const url = String(record!.headers.ce_dataschema);
    expect(url).toBe(`${baseUrl()}schemas/conferencing.updated.v1.json`);
    const answer = await fetch(url);
    expect(answer.headers.get('content-type')).toMatch(/^application\/schema\+json/);
    const schema = (await answer.json()) as object;
    expect(schema).toEqual(SCHEMAS.conferencingUpdated);
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    expect([validate(record!.event), validate.errors]).toEqual([true, null]);
  });
}
