import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PATTERNS } from '@conferencing/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import type { Server } from 'node:net';

@Controller()
class ReadModels {
  static state = 'ready';

  @MessagePattern(PATTERNS.get)
  get(): object {
    return { data: { external_user: { email: 'host@example.com' } }, version: 1, host_state: ReadModels.state };
  }
}

it('the sample asks who hosts, as it stands there', async () => {
  const module = await Test.createTestingModule({ controllers: [ReadModels] }).compile();
  const server = module.createNestMicroservice({ transport: Transport.TCP, options: { host: '127.0.0.1', port: 0 } });
  await server.listen();
  process.env.TCP_PORT = String((server.unwrap<Server>().address() as { port: number }).port);
  const { Meetings, MeetingsModule } = await import('./meetings.module.js');
  const app = await Test.createTestingModule({ imports: [MeetingsModule] }).compile();

  const hostOf = () => app.get(Meetings).hostOf('acct_000000000001', 'srv_000000000001', 'prov_000000000001');

  expect(await hostOf()).toBe('host@example.com');
  ReadModels.state = 'host_inactive';
  expect(await hostOf()).toBeNull();
  await app.close();
  await server.close();
});

it('the README shows the sample word for word', () => {
  const sample = readFileSync(join(__dirname, 'meetings.module.ts'), 'utf8');

  expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(`\`\`\`ts\n${sample}\`\`\`\n`);
});
