import { idPattern, invalid } from '@conferencing/kernel';
import type { Command } from 'commander';
import type { Act } from '../act.js';
import { confirmedByYes } from '../confirmed.js';
import { forgetProviderOf } from '../forget/forget-provider.js';
import { forgetUserOf } from '../forget/forget-user.js';

export function forgetCommands(program: Command, act: Act): void {
  const forget = program.command('forget').description("delete a person's data on request");

  confirmedByYes(forget.command('external_user <external_user_id>'))
    .description('a user who is gone at Zoom: email and names, in both databases and in the last record of each key')
    .action(
      act(async (place, id: string, { yes = false }: { yes?: boolean }) => {
        if (!idPattern('externalUser').test(id))
          throw invalid(`${id} is no id of an external user: it looks like exusr_0123456789ab.`);
        return forgetUserOf(place, id, yes);
      }),
    );

  confirmedByYes(forget.command('provider <provider_id>'))
    .description('a deactivated provider: names, email and time zone')
    .action(
      act(async (place, id: string, { yes = false }: { yes?: boolean }) => {
        if (!idPattern('provider').test(id))
          throw invalid(`${id} is no id of a provider: it looks like prov_0123456789ab.`);
        return forgetProviderOf(place, id, yes);
      }),
    );
}
