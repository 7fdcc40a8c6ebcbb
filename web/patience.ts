import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds for which the edge waits where `readPatience` is missing. */
export const defaultReadPatience = {
  /** For what somebody asks: a case to come as far as they have seen it, or a contact decision. */
  asked: 2_000,
  /** For a case that is just closing while a provider reports on its last message. */
  closing: 1_000,
} as const;

/** What a look finds; undefined when it fails, or takes longer than this many milliseconds. Never rejects. */
export async function inTime<T>(look: () => Promise<T>, patience: number): Promise<T | undefined> {
  const answered = new AbortController();
  try {
    return await Promise.race([look(), pause(patience, undefined, { signal: answered.signal })]);
  } catch {
    return undefined;
  } finally {
    answered.abort();
  }
}
