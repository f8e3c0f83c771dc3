import { CloudOff } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.js';
import { Empty } from '../ui/notes.js';

/** A page that broke, or a part of it that could not be loaded, doesn't take the rest along. */
export class PageError extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Empty icon={<CloudOff size={40} aria-hidden />} title="This page could not be shown">
        <p>The network may have failed, or there is a newer version of the console.</p>
        <Button look="main" onClick={() => window.location.reload()}>
          Load the page again
        </Button>
      </Empty>
    );
  }
}
