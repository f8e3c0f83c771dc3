import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { count, counted } from '../words/count.js';

export interface PreviewLine {
  key: string;
  what: string;
  from?: string | undefined;
  to?: string | undefined;
  note?: ReactNode;
  tone?: 'warn' | 'bad' | 'good';
}

export const SHOWN = 200;

/** One line for each pair: what a write would change, or what it has changed. */
export function PreviewList({
  title,
  lines,
  total = lines.length,
}: {
  title: string;
  lines: readonly PreviewLine[];
  /** More than the lines that are given. */
  total?: number;
}) {
  if (lines.length === 0) return null;
  return (
    <section className="preview" aria-label={title}>
      <h3>
        {title} <span className="quiet numeric">{count(total)}</span>
      </h3>
      <ul tabIndex={0} aria-label={title} className="preview-list">
        {lines.slice(0, SHOWN).map(({ key, what, from, to, note, tone }) => (
          <li key={key}>
            <span className="cut preview-what">{what}</span>
            {to === undefined ? null : (
              <span className="row preview-turn">
                {from === undefined ? null : (
                  <>
                    <span className="cut quiet">{from}</span>
                    <ArrowRight size={14} aria-label="to" />
                  </>
                )}
                <span className="cut">{to}</span>
              </span>
            )}
            {note ? (
              <span className="small preview-note" data-tone={tone}>
                {note}
              </span>
            ) : null}
          </li>
        ))}
        {total > SHOWN ? <li className="quiet">and {counted(total - SHOWN, 'more', 'more')}</li> : null}
      </ul>
    </section>
  );
}
