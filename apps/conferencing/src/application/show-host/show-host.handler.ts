import { notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { Assignments, type Conferencing, type PairKey } from '../../domain/assignments.port.js';

/** Who hosts the meetings of a pair; `not_found` when nobody is assigned, or the account has no such pair. */
@Injectable()
export class ShowHostHandler {
  constructor(private readonly assignments: Assignments) {}

  async execute(key: PairKey): Promise<Conferencing> {
    const conferencing = await this.assignments.show(key);
    if (conferencing === null) throw notFound('The meetings of this provider on this service have no host.');
    return conferencing;
  }
}
