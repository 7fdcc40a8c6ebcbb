import type { Readable } from 'node:stream';
import {
  type ContactDecisionAnswer,
  contactQuestion,
  type ContactQuestion,
  type UnreadLine,
} from './api/contact-decision.js';
import { decideContacts, type Deciding } from './decide-contacts.js';
import { readAs } from './validation.js';
import { LINE_LIMIT, linesOf, type Line } from './lines-of.js';

/** How many lines one request may hold. */
const LINES = 10_000;
/** How many customers are looked up together: two reads of the store each. */
const TOGETHER = 500;

/** A line that was understood, or why not. */
type Read = ContactQuestion | UnreadLine;

/**
 * The answers to a body of one question a line, in their order, a line each. It is read and answered in pieces, so that a
 * long list takes no more memory than a short one. A line that cannot be read is answered with suppress.
 */
export async function* answersTo(body: Readable, tenant: string, deps: Deciding): AsyncGenerator<string> {
  let piece: Read[] = [];
  let count = 0;
  for await (const line of linesOf(body)) {
    count += 1;
    piece.push(
      count > LINES ? unread(line, `One request may hold ${LINES} lines: send the rest in another.`) : read(line),
    );
    if (piece.length < TOGETHER) continue;
    yield await answered(piece, tenant, deps);
    piece = [];
  }
  if (piece.length > 0) yield await answered(piece, tenant, deps);
}

async function answered(piece: readonly Read[], tenant: string, deps: Deciding): Promise<string> {
  const questions = piece.filter((one): one is ContactQuestion => !isUnread(one));
  const answers = (await decideContacts(deps, tenant, questions)).values();
  const inOrder = piece.map((one): ContactDecisionAnswer | UnreadLine | undefined =>
    isUnread(one) ? one : answers.next().value,
  );
  return inOrder.map((one) => `${JSON.stringify(one)}\n`).join('');
}

function read(line: Line): Read {
  const { text } = line;
  if (text === undefined) return unread(line, `A line may have ${LINE_LIMIT} characters.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unread(line, 'This is not JSON.');
  }
  const question = readAs(contactQuestion, value);
  return question.kind === 'read' ? question.value : unread(line, question.faults);
}

function unread({ line }: Line, detail: string): UnreadLine {
  return { line, decision: 'suppress', reason: 'malformed', detail };
}

function isUnread(one: Read): one is UnreadLine {
  return 'line' in one;
}
