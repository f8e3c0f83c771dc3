import {
  DirectoryFailure,
  type DirectoryIdentity,
  type DirectoryPage,
  type DirectoryUser,
  ExternalDirectory,
  type OAuthCredentials,
  type ServerToServerCredentials,
} from '../domain/external-directory.port.js';

/** A user of the directory with an id and a name made of the email. */
export function directoryUser(email: string, fields: Partial<DirectoryUser> = {}): DirectoryUser {
  const [firstName = null] = email.split('@');
  return {
    externalId: `Zoom-${firstName ?? ''}`,
    email,
    firstName,
    lastName: 'Example',
    displayName: null,
    status: 'active',
    licensed: true,
    ...fields,
  };
}

/** A directory that a test fills, breaks and delays. */
export class InMemoryDirectory extends ExternalDirectory {
  users: DirectoryUser[] = [];
  pageSize = 2;
  failure: DirectoryFailure | null = null;
  /** The listing fails after this many pages. */
  failAfterPages = 0;
  /** Whether the pages say that no user can be missing. */
  complete = true;
  /** Users who are found by id although no page has them, or the failure of the look-up. */
  hidden: DirectoryUser[] | DirectoryFailure = [];
  /** The ids that were looked up. */
  lookups: string[] = [];
  listings = 0;
  /** When a listing last copied the users, in milliseconds. */
  listedAt = 0;
  running = 0;
  mostRunning = 0;
  identity: DirectoryIdentity = {
    externalAccountId: 'Zoom-Account',
    externalSubject: 'Zoom-Account',
    email: 'owner@example.com',
    displayName: null,
    status: 'active',
  };
  /** Awaited after a listing has copied the users, before it returns the first page. */
  held: Promise<void> = Promise.resolve();

  /** Restores the initial state. */
  reset(): void {
    Object.assign(this, new InMemoryDirectory());
  }

  override async verify(_credentials: ServerToServerCredentials): Promise<DirectoryIdentity> {
    if (this.failure !== null) throw this.failure;
    return this.identity;
  }

  override async *listUsers(): AsyncGenerator<DirectoryPage> {
    this.listings += 1;
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    try {
      const users = [...this.users];
      this.listedAt = Date.now();
      await this.held;
      for (let page = 0; page * this.pageSize < users.length || page === 0; page += 1) {
        if (this.failure !== null && page >= this.failAfterPages) throw this.failure;
        yield { users: users.slice(page * this.pageSize, (page + 1) * this.pageSize), complete: this.complete };
      }
      if (this.failure !== null) throw this.failure;
    } finally {
      this.running -= 1;
    }
  }

  override async findUser(_connection: { id: string }, externalId: string): Promise<DirectoryUser | 'gone'> {
    this.lookups.push(externalId);
    if (this.hidden instanceof DirectoryFailure) throw this.hidden;
    return this.hidden.find((user) => user.externalId === externalId) ?? 'gone';
  }

  override authorizeUrl(state: string, codeChallenge: string): string {
    return `https://zoom.example/oauth/authorize?state=${state}&code_challenge=${codeChallenge}`;
  }

  override async exchangeCode(code: string): Promise<{ credentials: OAuthCredentials; identity: DirectoryIdentity }> {
    if (this.failure !== null) throw this.failure;
    return { credentials: { type: 'oauth', refreshToken: `refresh-${code}` }, identity: this.identity };
  }

  override forget(): void {
    // There is no cache.
  }
}
