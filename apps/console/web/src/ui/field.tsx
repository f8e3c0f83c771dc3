import { CircleAlert } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';

interface Around {
  label: string;
  hint?: ReactNode;
  /** What the API said about this field. */
  fault?: string | undefined;
}

export function FieldFault({ id, children }: { id?: string; children: string | undefined }) {
  if (children === undefined) return null;
  return (
    <p className="field-fault" id={id} role="alert">
      <CircleAlert size={16} aria-hidden />
      <span>{children}</span>
    </p>
  );
}

export function TextField({ label, hint, fault, ...input }: Around & ComponentProps<'input'>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input {...input} id={id} className="input" {...described(id, hint, fault)} />
      <Below id={id} hint={hint} fault={fault} />
    </div>
  );
}

export function TextArea({ label, hint, fault, ...input }: Around & ComponentProps<'textarea'>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea {...input} id={id} className="input" {...described(id, hint, fault)} />
      <Below id={id} hint={hint} fault={fault} />
    </div>
  );
}

export function Select({ label, hint, fault, ...input }: Around & ComponentProps<'select'>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select {...input} id={id} className="input" {...described(id, hint, fault)} />
      <Below id={id} hint={hint} fault={fault} />
    </div>
  );
}

/** What can't be changed while it is written stays where it is, and can be read. */
export function Fields({ locked, children }: { locked: boolean; children: ReactNode }) {
  return (
    <fieldset role="none" className="fields" disabled={locked}>
      {children}
    </fieldset>
  );
}

function Below({ id, hint, fault }: { id: string; hint: ReactNode; fault: string | undefined }) {
  return (
    <>
      {hint === undefined ? null : (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldFault id={`${id}-fault`}>{fault}</FieldFault>
    </>
  );
}

/** Tells screen readers what stands below the field. */
function described(id: string, hint: ReactNode, fault: string | undefined) {
  const by = [hint === undefined ? '' : `${id}-hint`, fault === undefined ? '' : `${id}-fault`].filter(Boolean);
  return {
    'aria-describedby': by.length > 0 ? by.join(' ') : undefined,
    'aria-invalid': fault === undefined ? undefined : true,
  };
}
