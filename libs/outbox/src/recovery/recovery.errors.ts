/** The database is not the one that this relay has used: it was restored, or created again. */
export class DatabaseReplacedError extends Error {
  constructor() {
    super('The database is another one than before: it was restored or made anew');
  }
}

/** The topic cannot be the one that this database has published to. An operator has to adopt it. */
export class TopicReplacedError extends Error {
  constructor(
    readonly topic: string,
    detail: string,
  ) {
    super(`${topic} ${detail}; nothing is published until an operator runs: npm run ops -- topics adopt ${topic}`);
  }
}
