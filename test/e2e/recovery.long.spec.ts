import { TOPICS } from '@conferencing/contracts';
import { eventually, runCommand } from '@conferencing/testing';
import type { Tenant } from './api/tenant.js';
import { Cli } from './ops/cli.js';
import { CatalogOwner } from './recovery/catalog-owner.js';
import { commandsOf } from './recovery/guide.js';
import { Losses } from './recovery/losses.js';

/**
 * Runs the commands of the guides in docs/recovery.md in order; a subscriber that guards by version has to end equal.
 */
describe('the guide after the loss', () => {
  const world = new Losses();
  let cli: Cli;

  beforeAll(async () => {
    await world.start();
    cli = Cli.of(world);
  });
  afterAll(() => world.stop());

  const type = async (commands: readonly string[] | undefined) => {
    for (const command of commands ?? []) {
      if (command === 'npm run topics') await runCommand('topics', { KAFKA_BROKERS: world.brokers });
      else if (command === 'node dist/apps/read-models/src/migrate.js') {
        await runCommand('migrate-read-models', world.system.readModelsSettings);
      } else if (command.startsWith('npm run ops -- ')) {
        const { code, stdout, stderr } = await cli.run(...command.slice('npm run ops -- '.length).split(' '));
        if (code !== 0) throw new Error(`${command}: exit code ${code}\n${stdout}${stderr}`);
      } else throw new Error(`Nobody knows how to type ${command}`);
    }
  };
  const everybodyAgrees = async (check: readonly string[] | undefined) => {
    await eventually(() => world.subscriberAgrees(), { timeoutMs: 60_000, what: 'the subscriber to be equal' });
    await eventually(() => type(check).then(() => true), { timeoutMs: 60_000, intervalMs: 1_000 });
    expect(world.subscriber.twoMeanings()).toEqual([]);
  };

  it('of changes in the database of conferencing', async () => {
    const [repair, check, ...others] = commandsOf('The database of conferencing was restored to a point in time');
    expect(others).toEqual([]);
    const { changed, stranger } = await world.losesChangesOfConferencing();
    await world.startConferencing();
    // A write arrives before the repair.
    await world.assign(changed, world.staff.ben);

    await type(repair);
    await everybodyAgrees(check);
    expect(world.subscriber.pairs.get(changed.key)?.version).toBeGreaterThan(4);
    expect(world.subscriber.pairs.get(stranger.key)).toEqual({ version: 2, host: null, reason: 'recovered' });
  }, 240_000);

  it('of the database of read-models', async () => {
    const [migrate, repair, check, ...others] = commandsOf('The database of read-models was lost');
    expect(others).toEqual([]);
    await world.losesReadModels();
    await type(migrate);
    await world.startReadModels();
    await world.readModelsHaveApplied();
    await type(repair);
    await everybodyAgrees(check);
  }, 240_000);

  it('of the topic', async () => {
    const [adopt, check, ...others] = commandsOf('The topic conferencing.updated was lost');
    expect(others).toEqual([]);
    const ended = await world.endsPairUnseen();
    expect(world.subscriber.pairs.get(ended.key)?.host).toBe(world.staff.anna);
    await world.losesTopic(TOPICS.conferencingUpdated);
    await world.writesMore();
    await type(adopt);
    await world.subscriber.start();
    await everybodyAgrees(check);
    expect(world.subscriber.pairs.get(ended.key)).toMatchObject({ version: 2, host: null });
  }, 240_000);

  it('of the topic catalog.updated', async () => {
    const [adopt, check, ...others] = commandsOf('The topic catalog.updated was lost');
    expect(others).toEqual([]);
    const catalog = new CatalogOwner(world, world.staff.tenant);
    const known = await catalog.offers(1);
    await catalog.shows(known, 'Version 1');
    await world.losesTopic(TOPICS.catalogUpdated);
    await runCommand('topics', { KAFKA_BROKERS: world.brokers });
    // The owner sends everything again, with what was new in the meantime, before an operator adopts the topic.
    const added = await catalog.offers(1);
    await catalog.names(known, 2);
    await eventually(async () => (await cli.run('status')).stdout.includes('catalog.updated'), { timeoutMs: 60_000 });

    await type(adopt);
    await catalog.shows(known, 'Version 2');
    await catalog.shows(added, 'Version 1');
    await type(check);
    expect((await cli.json('partitions', 'list', '--topic', TOPICS.catalogUpdated)).body.partitions).toEqual(
      Array.from({ length: 6 }, () => expect.objectContaining({ problem: null })),
    );
  }, 240_000);

  it('of the topic conferencing.credentials', async () => {
    const [adopt, check, ...others] = commandsOf('The topic conferencing.credentials was lost');
    expect(others).toEqual([]);
    const revoked = await world.tenant();
    const asks = (tenant: Tenant) =>
      fetch(`${world.system.readModels.url}/v1/conferencing/changes`, {
        headers: { authorization: `Bearer ${tenant.token}` },
      });
    const answers = (tenant: Tenant, status: number) =>
      eventually(async () => (await asks(tenant)).status === status, { timeoutMs: 60_000 });
    await answers(revoked, 200);
    await world.losesTopic(TOPICS.credentials);
    await cli.json('tokens', 'revoke', revoked.accountId, revoked.tokenId);
    await type(adopt);
    const added = await world.tenant();
    await answers(added, 200);
    await answers(revoked, 401);
    await type(check);
  }, 240_000);

  it('of the Kafka cluster', async () => {
    const [adopt, check, ...others] = commandsOf('The Kafka cluster was lost');
    expect(others).toEqual([]);
    await world.losesCluster();
    await world.writesMore();
    await type(adopt);
    await world.subscriber.start();
    await everybodyAgrees(check);
    const answers = await world.queriesByToken();
    expect(answers).toBe(200);
  }, 240_000);

  it('of changes in the database of conferencing, and of the topic', async () => {
    const [adopt, repair, check, ...others] = commandsOf(
      'The database of conferencing was restored and the topic was lost',
    );
    expect(others).toEqual([]);
    const { changed, stranger } = await world.losesChangesOfConferencing();
    await world.losesTopic(TOPICS.conferencingUpdated);
    await type(adopt);
    await world.startConferencing();
    await type(repair);
    await world.subscriber.start();
    await everybodyAgrees(check);
    expect(world.subscriber.pairs.get(changed.key)?.version).toBeGreaterThan(4);
    expect(world.subscriber.pairs.get(stranger.key)?.host).toBeNull();
  }, 240_000);

  it('of changes in both databases, from different moments', async () => {
    const [repair, check, ...others] = commandsOf('Both databases were restored, from different moments');
    expect(others).toEqual([]);
    const { changed } = await world.losesChangesOfBoth();
    await world.startReadModels();
    await world.startConferencing();
    await type(repair);
    await everybodyAgrees(check);
    expect(world.subscriber.pairs.get(changed.key)?.version).toBeGreaterThan(4);
  }, 240_000);
});
