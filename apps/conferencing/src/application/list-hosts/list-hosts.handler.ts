import { notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { Assignments, type PairListing } from '../../domain/assignments.port.js';
import type { Range, Slice } from '../../domain/slice.js';

/** The pairs of a service with their hosts. */
@Injectable()
export class ListHostsHandler {
  constructor(private readonly assignments: Assignments) {}

  async ofService(accountId: string, serviceId: string, page: Range): Promise<Slice<PairListing>> {
    if (!(await this.assignments.serviceExists(accountId, serviceId))) throw notFound('There is no such service.');
    return this.assignments.listOfService(accountId, serviceId, page);
  }
}
