import { FlagQuery } from '../validation/query-fields.js';

export class DisconnectQuery {
  @FlagQuery('Return what would be removed, and change nothing.')
  dry_run?: string;
}
