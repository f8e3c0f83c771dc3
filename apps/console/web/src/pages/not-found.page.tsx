import { Compass } from 'lucide-react';
import { ButtonLink } from '../ui/button.js';
import { Empty } from '../ui/notes.js';
import { Page } from '../shell/page.js';

export function NotFound() {
  return (
    <Page title="This page doesn’t exist">
      <Empty icon={<Compass size={40} aria-hidden />} title="Nothing here">
        <p>The link may be old, or a part of it got lost.</p>
        <ButtonLink href="/overview">Go to the overview</ButtonLink>
      </Empty>
    </Page>
  );
}
