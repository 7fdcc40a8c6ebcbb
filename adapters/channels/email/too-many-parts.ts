/** Lines that may begin a part; the parser bounds depth, not breadth, and takes seconds for a hundred thousand parts. */
const MOST_PARTS = 500;

/** Whether a mail has more parts than anybody needs. */
export function hasTooManyParts(body: Buffer): boolean {
  let count = 0;
  for (let at = body.indexOf('\n--'); at !== -1; at = body.indexOf('\n--', at + 1)) count++;
  return count > MOST_PARTS;
}
