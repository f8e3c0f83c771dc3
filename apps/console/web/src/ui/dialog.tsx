import { Dialog as Primitive, DialogDismiss, DialogHeading } from '@ariakit/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { busy as reader } from '../live/busy.js';

export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  wide?: boolean;
  /** Stays until it is answered. */
  firm?: boolean;
  /** Something is being written: it stays until the result is known. */
  busy?: boolean;
}

/** Over the page, with the focus kept inside; lists below don't move while it is open. */
export function Dialog({ title, onClose, children, foot, wide = false, firm = false, busy = false }: DialogProps) {
  useEffect(() => reader.hold(), []);
  return (
    <Primitive
      open
      onClose={(event) => (busy ? event.preventDefault() : onClose())}
      className="dialog"
      data-wide={wide ? '' : undefined}
      backdrop={<div className="backdrop" />}
      hideOnEscape={!firm}
      hideOnInteractOutside={false}
    >
      <div className="dialog-head">
        <DialogHeading render={<h2>{title}</h2>} />
        {firm ? null : (
          <DialogDismiss
            className="button"
            data-look="plain"
            data-size="s"
            data-icon=""
            aria-label="Close"
            disabled={busy}
          >
            <X size={18} aria-hidden />
          </DialogDismiss>
        )}
      </div>
      <div className="dialog-body">{children}</div>
      {foot === undefined ? null : <div className="dialog-foot">{foot}</div>}
    </Primitive>
  );
}
