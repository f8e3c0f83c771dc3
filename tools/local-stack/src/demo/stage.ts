import type { DemoPlace } from './demo-place.js';
import type { JsonApi } from './json-api.js';
import type { KeptDemo } from './kept-demo.js';
import type { TopicReader } from './topic-reader.js';
import type { ZoomControl } from './zoom-control.js';

/** What one run of the demo needs. */
export interface Stage {
  conferencing: JsonApi;
  readModels: JsonApi;
  demo: KeptDemo;
  /** The clinic's connection to Zoom. */
  connectedAccountId: string;
  pairPath: string;
  /** The key of the pair's records. */
  key: string;
  zoom: ZoomControl;
  topic: TopicReader;
  place: DemoPlace;
}
