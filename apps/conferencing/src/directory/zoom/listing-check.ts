import type { UserPage } from './user-page.js';

/**
 * Whether the pages of one status belong to one state of Zoom's list. If a user is added or removed between two pages,
 * the others move by one place: an existing user may then be on no page. It shows in `total_records`, in the number of
 * users, or in a user who comes twice.
 */
export class ListingCheck {
  private total: number | null = null;
  private users = 0;
  private readonly ids = new Set<string>();
  private sound = true;

  add({ users, unstorable, totalRecords, nextPageToken }: UserPage): void {
    this.users += users.length + unstorable;
    if (unstorable > 0) this.sound = false;
    if (totalRecords !== null) {
      if (this.total !== null && this.total !== totalRecords) this.sound = false;
      this.total = totalRecords;
    }
    for (const { externalId } of users) {
      if (externalId === null) continue;
      if (this.ids.has(externalId)) this.sound = false;
      this.ids.add(externalId);
    }
    if (nextPageToken === null && this.total !== null && this.users < this.total) this.sound = false;
  }

  /** Whether a user who was on no page so far counts as removed. */
  get complete(): boolean {
    return this.sound;
  }
}
