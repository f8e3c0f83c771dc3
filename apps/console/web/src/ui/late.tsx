import { type ComponentType, useEffect, useState } from 'react';
import { sayNotLoaded } from './toasts.js';

interface Closable {
  onClose: () => void;
}

/** A dialog whose code is loaded when it is opened first. Where that fails it says so and closes; the page stays as it is. */
export function late<Props extends Closable>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Late(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(() => loaded);
    const { onClose } = props;
    const [close] = useState(() => onClose);
    useEffect(() => {
      if (loaded) return;
      let left = false;
      load().then(
        (part) => {
          loaded = part;
          if (!left) setPart(() => part);
        },
        () => {
          if (left) return;
          close();
          sayNotLoaded();
        },
      );
      return () => {
        left = true;
      };
    }, [close]);
    return Part ? <Part {...props} /> : null;
  };
}
