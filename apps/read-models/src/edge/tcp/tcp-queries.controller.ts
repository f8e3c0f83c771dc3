import { type Pattern, PATTERNS } from '@conferencing/contracts';
import { Controller, UseFilters } from '@nestjs/common';
import { Ctx, MessagePattern, Payload, type TcpContext, Transport } from '@nestjs/microservices';
import { QueryDispatch } from '../rpc/query-dispatch.js';
import { RpcErrorFilter } from '../rpc/rpc-error.filter.js';
import type { QuerySocket } from './query-socket.js';

@Controller()
@UseFilters(RpcErrorFilter)
export class TcpQueriesController {
  constructor(private readonly queries: QueryDispatch) {}

  @MessagePattern(Object.values(PATTERNS), Transport.TCP)
  answer(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    const socket = context.getSocketRef() as unknown as QuerySocket;
    return this.queries.answer(context.getPattern() as Pattern, payload, socket, socket.presence);
  }
}
