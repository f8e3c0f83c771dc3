import type { Pair } from '../api/types.js';
import type { SelectedAction } from '../list/selection.js';
import { AssignDialog } from './assign-dialog.js';
import { ClearDialog } from './clear-dialog.js';
import { HandOverSelected } from './hand-over-selected.js';

interface Props {
  action: SelectedAction;
  pairs: readonly Pair[];
  onClose: () => void;
  onDone: () => void;
}

export default function SelectedActions({ action, ...rest }: Props) {
  if (action === 'assign') return <AssignDialog {...rest} />;
  if (action === 'handover') return <HandOverSelected {...rest} />;
  return <ClearDialog {...rest} />;
}
