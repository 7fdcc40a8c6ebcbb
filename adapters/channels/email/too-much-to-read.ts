/** Lines that may begin a part; the parser bounds depth, not breadth, and takes seconds for a hundred thousand parts. */
const MOST_PARTS = 500;
/** Lines of text that somebody may have written or quoted; the parser takes 10 µs and a kilobyte for each. */
const MOST_SHORT_LINES = 30_000;
/** Bytes of the lines that files are cut into, at the least: RFC 2045 has up to 76. */
const FILE_LINE = 60;

/** Whether a mail has more parts, or more lines that no file of its size explains, than anybody needs. */
export function isTooMuchToRead(body: Buffer): boolean {
  const mostLines = MOST_SHORT_LINES + body.length / FILE_LINE;
  return hasMore(body, '\n--', MOST_PARTS) || hasMore(body, '\n', mostLines);
}

function hasMore(body: Buffer, what: string, most: number): boolean {
  let count = 0;
  for (let at = body.indexOf(what); at !== -1 && count <= most; at = body.indexOf(what, at + 1)) count++;
  return count > most;
}
