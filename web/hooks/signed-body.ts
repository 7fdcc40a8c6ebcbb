import { refuseOtherBodies } from '../other-bodies.js';
import type { App } from '../validation.js';

/** What the routes of one application take and how a caller is told. */
export interface Taken {
  /** Content types, without parameters. */
  readonly types: readonly string[];
  /** A sentence for whoever sends another one. */
  readonly advice: string;
}

/**
 * Takes bodies of these types as bytes, and refuses all others as `unsupported_media_type`: signatures are made over bytes, and
 * whatever a body is, nothing of it is read before its signature is believed.
 */
export function takeSignedBodies(app: App, { types, advice }: Taken): void {
  app.addContentTypeParser([...types], { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  refuseOtherBodies(app, advice);
}
