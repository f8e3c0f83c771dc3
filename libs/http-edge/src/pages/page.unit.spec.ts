import { validateQuery } from '../body/valid-query.js';
import { paged, PageQuery, toRange } from './page.js';

const read = (query: Record<string, unknown>) => toRange(validateQuery(PageQuery, query));

describe('pages', () => {
  it('have 50 items by default, and up to 200', () => {
    expect(read({})).toEqual({ offset: 0, limit: 50 });
    expect(read({ page: '3', page_size: '200' })).toEqual({ offset: 400, limit: 200 });
  });

  it.each(['0', '-1', '1.5', 'x', '', '1e3', '99999999999', ['1', '2']])(
    'refuses page %p, and says which field',
    (page) => {
      expect(() => read({ page })).toThrow(
        expect.objectContaining({ kind: 'invalid', faults: [expect.objectContaining({ pointer: '/page' })] }),
      );
    },
  );

  it('refuse unknown and wrong parameters together, and name the known ones', () => {
    const unknown = { pointer: '/pages~1', detail: expect.stringMatching(/page, page_size/) };
    expect(() => read({ page: '0', 'pages/': '2' })).toThrow(
      expect.objectContaining({
        faults: [expect.objectContaining(unknown), expect.objectContaining({ pointer: '/page' })],
      }),
    );
  });

  it.each(['0', '201'])('refuses page_size %p', (size) => {
    expect(() => read({ page_size: size })).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('are counted, with none for an empty list', () => {
    expect(paged([], 0, read({})).meta).toEqual({ current_page: 1, page_size: 50, total_count: 0, total_pages: 0 });
    expect(paged(['a'], 101, read({ page: '3' })).meta.total_pages).toBe(3);
  });
});
