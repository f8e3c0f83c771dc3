import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/account.css';
import './styles/controls.css';
import './styles/badges.css';
import './styles/panels.css';
import './styles/overlay.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { busy } from './live/busy.js';
import { loadPart } from './page-parts.js';
import { applyTheme } from './ui/theme.js';

applyTheme();
loadPart(window.location.pathname);
document.addEventListener('input', busy.typed, { capture: true, passive: true });
createRoot(document.getElementById('app')!).render(<App />);
