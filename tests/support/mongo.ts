import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';

/**
 * The URI of a database that nobody else uses, in the run's one MongoDB. Each test file asks for its own. Throws with
 * every source tried when no MongoDB can be had.
 */
export async function ownDatabase(): Promise<string> {
  const answer = await fetch(inject('mongoStarter'));
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return `${text}/test_${randomUUID().replaceAll('-', '')}`;
}
