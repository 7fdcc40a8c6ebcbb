import { Problem } from './problem.js';
import type { App } from './validation.js';

/**
 * Refuses bodies of every content type that has no parser of its own, as `unsupported_media_type`; the advice is a
 * sentence for whoever sends one.
 */
export function refuseOtherBodies(app: App, advice: string): void {
  app.addContentTypeParser('*', (_request, _payload, done) =>
    done(new Problem('unsupported_media_type', { detail: advice })),
  );
}
