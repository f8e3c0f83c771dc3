import 'reflect-metadata';
import { ConferencingClient, ConferencingClientModule } from '@conferencing/client';
import { NestFactory } from '@nestjs/core';

const [account_id, service_id, provider_id] = process.argv.slice(2);
const host = process.env.QUERY_HOST ?? '127.0.0.1';
const port = Number(process.env.QUERY_PORT ?? 3002);
const module = ConferencingClientModule.register({ transport: 'tcp', host, port });
const app = await NestFactory.createApplicationContext(module, { logger: ['error', 'warn'] });
const found = await app.get(ConferencingClient).find({ account_id, service_id, provider_id });
if (found === null) console.log('nobody hosts');
else console.log(found.host_state, found.data.external_user.email);
await app.close();
