import { notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { Assignments, type Conferencing, type PairKey } from '../../domain/assignments.port.js';

/** The host of a pair; `not_found` if the pair has no host, or does not exist. */
@Injectable()
export class ShowHostHandler {
  constructor(private readonly assignments: Assignments) {}

  async execute(key: PairKey): Promise<Conferencing> {
    const conferencing = await this.assignments.show(key);
    if (conferencing === null) throw notFound('The meetings of this provider on this service have no host.');
    return conferencing;
  }
}
