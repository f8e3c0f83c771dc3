import DefaultTheme from 'vitepress/theme';
import { theme as openApi } from 'vitepress-openapi/client';
import 'vitepress-openapi/dist/style.css';
import type { Theme } from 'vitepress';
import Events from './Events.vue';

export default {
  extends: DefaultTheme,
  enhanceApp(context) {
    openApi.enhanceApp(context);
    context.app.component('Events', Events);
  },
} satisfies Theme;
