import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect } from 'react';
import type { PageMeta } from '../api/types.js';
import { count } from '../words/count.js';
import { Button } from './button.js';

const STEP = { replace: false };

interface Props {
  meta: PageMeta;
  /** `replace`: the page before is none that Back should lead to. */
  onPage: (page: number, how: { replace: boolean }) => void;
}

export function Pager({ meta, onPage }: Props) {
  const { current_page: page, total_pages: pages } = meta;
  const isBehindEnd = page > Math.max(1, pages);
  useEffect(() => {
    // The link is old: there are fewer pages by now.
    if (isBehindEnd) onPage(Math.max(1, pages), { replace: true });
  }, [isBehindEnd, onPage, pages]);
  if (pages <= 1) return null;
  return (
    <nav className="row spread pager" aria-label="Pages">
      <Button
        size="s"
        disabled={page <= 1}
        icon={<ChevronLeft size={16} aria-hidden />}
        onClick={() => onPage(page - 1, STEP)}
      >
        Previous
      </Button>
      <span className="small quiet numeric">
        Page {count(page)} of {count(pages)}
      </span>
      <Button size="s" disabled={page >= pages} onClick={() => onPage(page + 1, STEP)}>
        Next
        <ChevronRight size={16} aria-hidden />
      </Button>
    </nav>
  );
}
