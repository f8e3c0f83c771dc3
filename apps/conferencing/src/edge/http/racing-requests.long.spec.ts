import { type Racing, REQUESTS, startRacing } from './racing-requests.fixture.js';

/** How often each pair of requests meets. */
const ROUNDS = 5;

describe('requests that meet on the same rows, each with each', () => {
  let racing: Racing;
  beforeAll(async () => (racing = await startRacing()));
  afterAll(() => racing.stop());

  it.each(REQUESTS.map((request, index) => [request[0], request, REQUESTS.slice(index)] as const))(
    '%s and any other never end in a fault of the server',
    async (_name, request, others) => {
      expect(await racing.faultsOf(request, others, ROUNDS)).toEqual([]);
    },
  );
});
