import { Note } from '../ui/notes.js';
import { counted } from '../words/count.js';

/** Warns that assignments have a host already; nothing, if none has. */
export function ReplacedNote({ replaced }: { replaced: number }) {
  if (replaced === 0) return null;
  return (
    <Note tone="warn">{counted(replaced, 'assignment has', 'assignments have')} a host already, who is replaced.</Note>
  );
}
