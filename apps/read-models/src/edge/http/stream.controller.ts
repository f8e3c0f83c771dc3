import { Caller, type Principal } from '@conferencing/http-edge';
import { leaveRequestContext } from '@conferencing/observability';
import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConferencingStream } from '../../stream/conferencing-stream.js';
import { StreamRequest } from '../../stream/stream.request.js';
import { readQuery } from '../query-parameters.js';
import { PairFilters } from './query-docs.js';
import { EVENT_STREAM, openSse } from './sse-sink.js';

@ApiTags('conferencing')
@Controller('v1/conferencing/stream')
export class StreamController {
  constructor(private readonly stream: ConferencingStream) {}

  @Get()
  @PairFilters()
  @ApiResponse({
    status: 200,
    description: 'A stream of events that does not end.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last event that was received.' })
  @ApiOperation({
    summary: 'Stream the changes of the account as they become visible, as server-sent events',
    description:
      '`data` is the value of the event, `id` the position from which to resume, on any replica. A slow ' +
      'client is disconnected and can resume. An id that does not come from this stream is refused with ' +
      '400.',
  })
  async open(
    @Caller() caller: Principal,
    @Query() query: object,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = readQuery(StreamRequest, query);
    if (request.method === 'HEAD') {
      void reply.type(EVENT_STREAM).send();
      return;
    }
    const close = await this.stream.open(caller, wanted, lastEventId, () => openSse(request, reply));
    if (reply.raw.closed || request.raw.socket.destroyed) close();
    else reply.raw.once('close', close);
    leaveRequestContext();
  }
}
