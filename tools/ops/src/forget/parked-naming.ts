import { ParkedRecords } from '@conferencing/messaging';
import type { Access } from '../reach.js';
import type { Workplace } from '../workplace.js';
import { type App, parkingOf } from '../commands/parked-selection.js';

/** Parked records of one app that name a person. */
export class ParkedNaming {
  private constructor(
    private readonly parking: ParkedRecords,
    readonly ids: readonly string[],
    /** Ranges that can't be read, and so not searched. */
    readonly unreadable: number,
  ) {}

  /** @param means whether a record with this key can be about the person */
  static async of(place: Workplace, app: App, access: Access, id: string, means = (_key: string | null) => true) {
    const parking = await parkingOf(place, app, access);
    const naming = (await parking.naming(id)).filter(({ key }) => means(key));
    return new ParkedNaming(
      parking,
      naming.map((record) => record.id),
      await parking.unreadableRanges(),
    );
  }

  async discard(): Promise<void> {
    if (this.ids.length > 0) await this.parking.discard({ ids: this.ids });
  }
}
