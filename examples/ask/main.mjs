import 'reflect-metadata';
import { ConferencingClient, ConferencingClientModule } from '@conferencing/client';
import { NestFactory } from '@nestjs/core';

const [account_id, service_id, provider_id] = process.argv.slice(2);
if (!provider_id) throw new Error('Run it as: node main.mjs <account_id> <service_id> <provider_id>');

const host = process.env.QUERY_HOST ?? '127.0.0.1';
const port = Number(process.env.QUERY_PORT ?? 3002);
const module = ConferencingClientModule.register({ transport: 'tcp', host, port });
const app = await NestFactory.createApplicationContext(module, { logger: ['error', 'warn'] });
try {
  const found = await app.get(ConferencingClient).find({ account_id, service_id, provider_id });
  if (found === null) console.log('nobody hosts');
  else if (found.host_state !== 'ready') console.log(`${found.host_state}: a meeting would not start`);
  else console.log(found.data.external_user.email);
} catch (error) {
  // A ConferencingQueryError: the question was wrong, or nobody answered it.
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
} finally {
  await app.close();
}
