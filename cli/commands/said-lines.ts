import type { MessageText } from '../../web/api/message-text.js';
import { plain } from '../terminal.js';

/** What a message says, under a line of its own; nothing where that is not known. */
export function saidLines(text: MessageText | null | undefined): readonly string[] {
  if (text === null || text === undefined) return [];
  const subject = text.subject === undefined ? [] : [plain(text.subject), ''];
  const lines = [...subject, ...text.text.split('\n').map(plain)];
  return ['', `What it says (${text.locale}):`, ...lines.map((line) => `  ${line}`.trimEnd())];
}
