import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { LINE_LIMIT, type Line, linesOf } from './lines-of.js';
import { readAs } from './validation.js';

/** How many lines one request may hold. */
const LINES = 10_000;
/** How many lines are answered together, with as few looks into the store as one of them needs. */
const TOGETHER = 500;

/** What the lines of a body are, and how they are answered. */
export interface LineBatch<Q> {
  readonly schema: z.ZodType<Q>;
  /** The answers to some of the lines, one for each, in their order. */
  readonly answer: (questions: readonly Q[]) => Promise<readonly object[]>;
  /** The answer to a line that cannot be read, by its number from 1 and what is wrong with it. */
  readonly unread: (line: number, detail: string) => object;
}

/** A line that was understood, or the answer that says why not. */
type Read<Q> = { readonly question: Q } | { readonly unread: object };

/**
 * The answers to a body of one question a line, in their order, a line each. It is read and answered in pieces, so that a
 * long list takes no more memory than a short one.
 */
export async function* answersTo<Q>(body: Readable, batch: LineBatch<Q>): AsyncGenerator<string> {
  let piece: Read<Q>[] = [];
  let count = 0;
  for await (const line of linesOf(body)) {
    count += 1;
    piece.push(count > LINES ? { unread: batch.unread(line.line, TOO_MANY) } : read(line, batch));
    if (piece.length < TOGETHER) continue;
    yield await answered(piece, batch);
    piece = [];
  }
  if (piece.length > 0) yield await answered(piece, batch);
}

const TOO_MANY = `One request may hold ${LINES} lines: send the rest in another.`;

async function answered<Q>(piece: readonly Read<Q>[], batch: LineBatch<Q>): Promise<string> {
  const questions = piece.flatMap((one) => ('question' in one ? [one.question] : []));
  const answers = (questions.length === 0 ? [] : await batch.answer(questions)).values();
  const inOrder = piece.map((one) => ('unread' in one ? one.unread : answers.next().value));
  return inOrder.map((one) => `${JSON.stringify(one)}\n`).join('');
}

function read<Q>({ line, text }: Line, { schema, unread }: LineBatch<Q>): Read<Q> {
  if (text === undefined) return { unread: unread(line, `A line may have ${LINE_LIMIT} characters.`) };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { unread: unread(line, 'This is not JSON.') };
  }
  const found = readAs(schema, value);
  return found.kind === 'read' ? { question: found.value } : { unread: unread(line, found.faults) };
}
