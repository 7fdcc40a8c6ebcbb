import { shortMark } from '../../../domain/sends/short-mark.js';

export { shortMark } from '../../../domain/sends/short-mark.js';

/** The text as it is sent; parentheses cost one GSM-7 character each, square brackets two. */
export function withMark(text: string, mark: string): string {
  return `${text} (${shortMark(mark)})`;
}

/** Whether a text ends with the mark of this message. */
export function endsWithMark(text: string, mark: string): boolean {
  return text.trimEnd().endsWith(`(${shortMark(mark)})`);
}
