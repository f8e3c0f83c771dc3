import { LOWEST } from './ports.js';

describe('free ports', () => {
  it.each([6_000, 6_566, 6_697, 10_080])('are above %i, to which fetch refuses to connect', async (port) => {
    expect(port).toBeLessThan(LOWEST);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ cause: { message: 'bad port' } });
  });
});
