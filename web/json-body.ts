import type { FastifyRequest } from 'fastify';
import type { App } from './validation.js';
import { Problem } from './problem.js';

/** How deep a JSON body may be nested; what we accept needs six levels. */
const MAX_DEPTH = 20;

/** Reads one JSON text, and says what it is or why not. */
export type JsonReader = (
  request: FastifyRequest,
  text: string,
  done: (fault: Error | null, value?: unknown) => void,
) => void;

/** Reads JSON bodies only, refuses deep ones before they are parsed, and those that reach for a prototype. */
export function acceptJson(app: App): void {
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, jsonReader(app));
}

/** A reader that refuses deep texts before they are parsed, and those that reach for a prototype. */
export function jsonReader(app: App): JsonReader {
  const parse = app.getDefaultJsonParser('error', 'error');
  return (request, text, done) => {
    if (depthOf(text) > MAX_DEPTH) {
      done(new Problem('malformed', { detail: `JSON may be nested ${MAX_DEPTH} levels deep.` }));
      return;
    }
    void parse(request, text, done);
  };
}

/** The deepest nesting in a JSON text, in one pass without parsing it: brackets inside strings do not count. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') inString = !inString;
    else if (inString) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return deepest;
}
