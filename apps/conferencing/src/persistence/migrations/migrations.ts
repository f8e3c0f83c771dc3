import { Accounts1795000000000 } from './1795000000000-accounts.migration.js';
import { Folding1795000001000 } from './1795000001000-folding.migration.js';
import { Directory1795000002000 } from './1795000002000-directory.migration.js';
import { Catalog1795000003000 } from './1795000003000-catalog.migration.js';
import { Pairs1795000004000 } from './1795000004000-pairs.migration.js';
import { DirectoryWork1795000005000 } from './1795000005000-directory-work.migration.js';
import { TextSearch1795000006000 } from './1795000006000-text-search.migration.js';

/** Every migration of this app's own tables, oldest first. A released one is never changed: add another. */
export const MIGRATIONS = [
  Accounts1795000000000,
  Folding1795000001000,
  Directory1795000002000,
  Catalog1795000003000,
  Pairs1795000004000,
  DirectoryWork1795000005000,
  TextSearch1795000006000,
];
