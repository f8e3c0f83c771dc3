/** A database of the system, as the settings name it. */
export interface DatabasePlace {
  app: 'conferencing' | 'read-models';
  /** The setting that names it. */
  setting: string;
  url: string;
}
