import type { GetImpact, HostState, Impact, ImpactView } from '@conferencing/contracts';
import { Database } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import { stateCounts } from '../hosts/hosts.row.js';
import type { JsonText } from '../json-text.js';
import { GET_IMPACT } from './impact.sql.js';

type ImpactRow = Record<HostState, number> & Pick<Impact, 'services' | 'providers'>;

@Injectable()
export class ImpactQuery {
  constructor(private readonly database: Database) {}

  /**
   * What depends on a connected account: pairs by host state, and their services and providers. For an account that is
   * not known here, which may be a new one, all counts are 0.
   */
  async impact(accountId: string, request: GetImpact): Promise<JsonText> {
    const rows = await this.database
      .reading(accountId)
      .query<ImpactRow>(GET_IMPACT, [accountId, request.connected_account_id]);
    const row = rows[0] as ImpactRow;
    const view: ImpactView = {
      data: { by_host_state: stateCounts(row), services: row.services, providers: row.providers },
    };
    return JSON.stringify(view);
  }
}
