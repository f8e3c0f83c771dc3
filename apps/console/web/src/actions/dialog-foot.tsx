import type { ReactNode } from 'react';
import { Button } from '../ui/button.js';

interface Props {
  busy: boolean;
  /** The result is shown: only closing is left. */
  over: boolean;
  onClose: () => void;
  /** The button that writes. */
  children: ReactNode;
}

/** The buttons of a dialog that shows what would change, writes it, and then says what did not work. */
export function DialogFoot({ busy, over, onClose, children }: Props) {
  return (
    <>
      <Button disabled={busy} onClick={onClose}>
        {over ? 'Close' : 'Cancel'}
      </Button>
      {over ? null : children}
    </>
  );
}
