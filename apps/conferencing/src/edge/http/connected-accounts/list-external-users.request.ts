import { PageQuery } from '@conferencing/http-edge';
import { ChoiceQuery, SearchQuery } from '../validation/query-fields.js';

const STATUSES = ['active', 'inactive', 'pending'] as const;

/** `?search=&status=`: an empty parameter counts as absent. */
export class ListExternalUsersQuery extends PageQuery {
  @SearchQuery('Part of the email or of the names.')
  search?: string;

  @ChoiceQuery(STATUSES)
  status?: (typeof STATUSES)[number] | '';
}
