import { PATTERNS } from '@conferencing/contracts';
import { Controller, UseFilters } from '@nestjs/common';
import { Ctx, MessagePattern, Payload, TcpContext, Transport } from '@nestjs/microservices';
import { QueryDispatch } from '../rpc/query-dispatch.js';
import { RpcErrorFilter } from '../rpc/rpc-error.filter.js';

@Controller()
@UseFilters(RpcErrorFilter)
export class TcpQueriesController {
  constructor(private readonly queries: QueryDispatch) {}

  @MessagePattern(PATTERNS.get, Transport.TCP)
  get(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    return this.queries.answer(PATTERNS.get, payload, context.getSocketRef());
  }

  @MessagePattern(PATTERNS.list, Transport.TCP)
  list(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    return this.queries.answer(PATTERNS.list, payload, context.getSocketRef());
  }

  @MessagePattern(PATTERNS.hosts, Transport.TCP)
  hosts(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    return this.queries.answer(PATTERNS.hosts, payload, context.getSocketRef());
  }

  @MessagePattern(PATTERNS.impact, Transport.TCP)
  impact(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    return this.queries.answer(PATTERNS.impact, payload, context.getSocketRef());
  }

  @MessagePattern(PATTERNS.history, Transport.TCP)
  history(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    return this.queries.answer(PATTERNS.history, payload, context.getSocketRef());
  }

  @MessagePattern(PATTERNS.changes, Transport.TCP)
  changes(@Payload() payload: unknown, @Ctx() context: TcpContext): Promise<unknown> {
    return this.queries.answer(PATTERNS.changes, payload, context.getSocketRef());
  }
}
