import { OutboxControl } from '@conferencing/outbox';
import type { Command } from 'commander';
import type { Act } from '../act.js';
import { confirmedByYes, SAY_YES } from '../confirmed.js';
import { table } from '../output.js';

const seconds = (value: number | null) => (value === null ? null : `${value.toFixed(1)} s`);

export function outboxCommands(program: Command, act: Act): void {
  const outbox = program.command('outbox').description('events that wait to be published');

  outbox
    .command('status')
    .description('how many events wait, how old the oldest is, and who publishes what')
    .action(
      act(async (place) => {
        const conferencing = await place.conferencing('read');
        const status = await new OutboxControl(conferencing.pool).status();
        const rows = status.partitions.map((row) => [
          row.partition,
          row.pending,
          seconds(row.oldestSeconds),
          row.owner,
          row.epoch,
          row.leaseRemainingMs,
          row.takingOver ? 'is taken over' : '',
        ]);
        place.output.result(status, [
          `${status.pending} events wait; the oldest since ${seconds(status.oldestSeconds) ?? 'never'}.`,
          ...table([['partition', 'pending', 'oldest', 'owner', 'epoch', 'lease ms', ''], ...rows]),
          ...(status.lostKeys > 0 ? [`${status.lostKeys} keys are lost: the topic has shown more of them.`] : []),
          ...status.topicProblems.map(({ topic, problem }) => `${topic}: ${problem}`),
          ...status.blockedKeys.map(({ key, waiting, error }) => `blocked: ${key} (${waiting} wait): ${error}`),
        ]);
      }),
    );

  outbox
    .command('retry <key>')
    .description('try a key again whose record the broker refused')
    .action(
      act(async (place, key: string) => {
        const conferencing = await place.conferencing('write');
        const retried = await new OutboxControl(conferencing.pool).retryKey(key);
        place.output.result({ key, retried }, [retried ? `${key} is tried again.` : `${key} is not blocked.`]);
        return retried;
      }),
    );

  confirmedByYes(outbox.command('skip <key>'))
    .description('give up the record that the broker refused; later records of its key go on')
    .action(
      act(async (place, key: string, { yes }: { yes?: boolean }) => {
        const control = new OutboxControl((await place.conferencing('write')).pool);
        const refused = yes ? null : await control.blockedKey(key);
        if (refused !== null) {
          place.output.result({ key, skipped: false, error: refused.error }, [
            `The first waiting record of ${key}, which the broker refuses (${refused.error}), would never be published.`,
            SAY_YES,
          ]);
          return false;
        }
        const skipped = yes === true && (await control.skipRefused(key));
        place.output.result({ key, skipped }, [
          skipped ? `The refused record of ${key} is given up.` : `${key} is not blocked.`,
        ]);
        return skipped;
      }),
    );
}
