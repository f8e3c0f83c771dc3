import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { PageMeta } from '../api/types.js';
import { count } from '../words/count.js';
import { Button } from './button.js';

export function Pager({ meta, onPage }: { meta: PageMeta; onPage: (page: number) => void }) {
  const { current_page: page, total_pages: pages } = meta;
  if (pages <= 1) return null;
  return (
    <nav className="row spread pager" aria-label="Pages">
      <Button
        size="s"
        disabled={page <= 1}
        icon={<ChevronLeft size={16} aria-hidden />}
        onClick={() => onPage(page - 1)}
      >
        Previous
      </Button>
      <span className="small quiet numeric">
        Page {count(page)} of {count(pages)}
      </span>
      <Button size="s" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        Next
        <ChevronRight size={16} aria-hidden />
      </Button>
    </nav>
  );
}
