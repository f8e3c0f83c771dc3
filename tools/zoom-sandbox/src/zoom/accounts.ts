import type { ZoomUser } from './zoom-user.js';

export const DEFAULT_SCOPES = ['user:read:list_users:admin', 'user:read:user:admin'];

export interface ZoomAccount {
  id: string;
  clientId: string;
  clientSecret: string;
  /** What new tokens may do. */
  scopes: string[];
  users: ZoomUser[];
}

/** The Zoom accounts of this sandbox, in memory. */
export class Accounts {
  private readonly byId = new Map<string, ZoomAccount>();

  get(id: string): ZoomAccount | undefined {
    return this.byId.get(id);
  }

  all(): ZoomAccount[] {
    return [...this.byId.values()];
  }

  /** Creates the account or changes its client; its users do not change. */
  put(id: string, client: Pick<ZoomAccount, 'clientId' | 'clientSecret' | 'scopes'>): ZoomAccount {
    const account = { id, users: this.byId.get(id)?.users ?? [], ...client };
    this.byId.set(id, account);
    return account;
  }

  restore(accounts: readonly ZoomAccount[]): void {
    for (const account of accounts) this.byId.set(account.id, account);
  }
}

export function ownerOf(account: ZoomAccount): ZoomUser | undefined {
  return account.users.find((user) => user.role_id === '0') ?? account.users.find((user) => user.status === 'active');
}
