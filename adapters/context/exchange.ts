import type { MissingReason } from '../../ports/context-sources.js';

/** Milliseconds for the whole exchange, body included. */
const TIME_OUT = 2_000;
/** Bytes of an answer. */
const MOST_BYTES = 64 * 1024;

/** What is sent. */
export interface Question {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What came back, or why nothing did. */
export type Answered = { readonly text: string } | { readonly failed: MissingReason };

/**
 * Posts a question and reads the answer, within two seconds and 64 KiB. A redirect is no answer: it could lead to an
 * address that only we can reach. Never rejects, and keeps nothing of what it read.
 */
export async function asked(url: string, { body, headers }: Question): Promise<Answered> {
  const signal = AbortSignal.timeout(TIME_OUT);
  try {
    const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal });
    if (response.ok) return await textOf(response);
    await response.body?.cancel();
    return { failed: response.status >= 300 && response.status < 400 ? 'redirected' : 'refused' };
  } catch {
    return { failed: signal.aborted ? 'timed_out' : 'unreachable' };
  }
}

async function textOf({ body }: Response): Promise<Answered> {
  if (body === null) return { text: '' };
  const stream: AsyncIterable<Uint8Array> = body;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Counted as it comes: what a header says of its length is only a claim.
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) return { failed: 'too_large' };
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString('utf8') };
}
