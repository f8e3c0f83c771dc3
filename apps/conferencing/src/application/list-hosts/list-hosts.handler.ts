import { notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { Assignments, type Page, type PageRequest, type PairListing } from '../../domain/assignments.port.js';

/** The pairs of a service with their hosts. */
@Injectable()
export class ListHostsHandler {
  constructor(private readonly assignments: Assignments) {}

  async ofService(accountId: string, serviceId: string, page: PageRequest): Promise<Page<PairListing>> {
    if (!(await this.assignments.serviceExists(accountId, serviceId))) throw notFound('There is no such service.');
    return this.assignments.listOfService(accountId, serviceId, page);
  }
}
