import { startApp } from '@conferencing/testing';
import { Caller } from './caller.js';
import type { World } from './world.js';

export function limits(world: World): void {
  describe('limits', () => {
    it('limit the requests of a token in a minute, over all processes together', async () => {
      const settings = { ...world.system.conferencingSettings, RATE_LIMIT_PER_MINUTE: '6' };
      const [first, second] = await Promise.all([
        startApp('conferencing', settings),
        startApp('conferencing', settings),
      ]);
      const [tenant, other] = [await world.tenant(), await world.tenant()];
      const asking = (url: string, { token }: { token: string }) =>
        new Caller(url, { authorization: `Bearer ${token}` }).get('/v1/services');
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, n) => asking(n % 2 === 0 ? first.url : second.url, tenant)),
      );
      const refused = answers.filter(({ status }) => status === 429);
      expect(answers.length - refused.length).toBeLessThanOrEqual(12);
      expect(answers.length - refused.length).toBeGreaterThanOrEqual(6);
      expect(refused[0]!.codes).toEqual(['rate_limited']);
      expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await asking(first.url, other)).status).toBe(200);
      expect(await Promise.all([first.stop(), second.stop()])).toEqual([0, 0]);
    });
  });
}
